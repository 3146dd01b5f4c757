import { Desk } from '../apps/desk.ts';
import { overhang, photograph, smallTargets, violations } from '../harness/inspect.ts';
import { expect, test } from '../harness/story.ts';

/** How the parts are looked at: the device whose sizes they take, the window, and the least target. */
const DEVICES = {
  desk: { window: { width: 1440, height: 900 }, least: 24 },
  phone: { window: { width: 360, height: 740 }, least: 44 },
} as const;

for (const theme of ['light', 'dark'] as const) {
  test(`every component in every state passes axe, on a phone, at a desk, in large type, ${theme}`, async ({
    server,
    people,
    newDesk,
  }) => {
    const desk = await Desk.start(newDesk('leader', server.origin));
    const { page } = desk;
    await desk.signIn(people.leader);
    const found: string[] = [];
    for (const device of ['desk', 'phone'] as const) {
      for (const type of ['standard', 'large']) {
        const { window, least } = DEVICES[device];
        await page.setViewportSize(window);
        await page.goto(`${server.origin}/desk/components?device=${device}&type=${type}&theme=${theme}`);
        await expect(page.getByRole('heading', { level: 1, name: '部件' })).toBeVisible();
        await expect(page.locator('html')).toHaveAttribute('data-type', type);
        const wrong = [...(await violations(page)), ...(await smallTargets(page, least, 'main'))];
        const wide = await overhang(page);
        if (wide > 0) wrong.push(`is ${wide} px wider than the window`);
        found.push(...wrong.map((what) => `${device}, ${type}: ${what}`));
        await photograph(page, 'components', `${device}-${type}-${theme}`, true);
      }
    }
    expect(found).toEqual([]);
  });
}

test('the page of components leaves the others as they were', async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('leader', server.origin));
  await desk.signIn(people.leader);
  await desk.page.goto(`${server.origin}/desk/components`);
  await desk.page.getByRole('button', { name: '大字版' }).first().click();
  await desk.page.getByRole('button', { name: '手机' }).click();
  await expect(desk.page).toHaveURL(/device=phone&type=large/);
  await expect(desk.page.locator('html')).toHaveAttribute('data-device', 'phone');
  await desk.goTo('总览');
  await expect(desk.page.locator('html')).toHaveAttribute('data-device', 'desk');
  await expect(desk.page.locator('html')).toHaveAttribute('data-type', 'standard');
});
