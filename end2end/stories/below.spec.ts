import { Desk } from '../apps/desk.ts';
import { committees, whoSees } from '../harness/scopes.ts';
import { expect, test } from '../harness/story.ts';

test('the staff of a city read what lies below it by name, and are offered nothing that is for others to decide', { tag: '@desk' }, async ({
  server,
  accounts,
  newDesk,
}) => {
  const { account, choices } = await whoSees(server.origin, accounts, 'staff', (all) => committees(all).length > 1);
  const county = committees(choices)[1]!;
  const desk = await Desk.start(newDesk('city', server.origin));
  const { page } = desk;
  await desk.signIn(account);

  await desk.goTo('名册');
  await expect(page.getByText('下级政协各有自己的名册')).toBeVisible();
  await page.getByLabel('政协', { exact: true }).selectOption({ label: county.name });
  await expect(page.getByRole('main').getByRole('status')).toContainText(/^\d+ 条$/);
  const venue = choices.find(({ scope, committee }) => scope.startsWith('venue:') && `committee:${committee}` === county.scope)!;
  await page.getByRole('link', { name: '阵地', exact: true }).click();
  await page.getByRole('row').getByRole('link', { name: venue.name }).click();
  await expect(page.locator('.desk-members a').first()).toBeVisible();
  await expect(page.getByText('没有委员登记在这里。')).toBeHidden();

  await desk.goTo('总览');
  await expect(page.getByRole('button', { name: county.name })).toBeVisible();
  const waits = page.getByRole('link', { name: /^\d+ 条$/ });
  const count = Number(/\d+/.exec(await waits.innerText())?.[0]);
  await waits.click();
  const records = desk.panel.getByRole('region', { name: '记录' });
  await expect.poll(() => desk.sumOfRecords(records)).toEqual({ said: count, added: count });
  await desk.closePanel();

  await desk.goTo('待审核');
  await page.getByLabel('谁的记录').selectOption({ label: county.name });
  await expect(page).toHaveURL(new RegExp(`/desk/review\\?tab=pending&of=${county.scope}`));
  const readOnly = page.getByText(`由${county.name}审核，这里只能看。`);
  await expect(desk.open.getByText(`由${county.name}审核，这里只能看。`)).toBeVisible();
  await expect(desk.rows.first()).toBeVisible();
  await expect(page.getByText(/不在名册/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /通过|退回修改|更正|并排比较/ })).toHaveCount(0);
  await page.keyboard.press('a');
  await expect(desk.sent).toBeVisible();

  await page.getByRole('link', { name: '单独打开这条记录' }).first().click();
  await expect(page.getByRole('heading', { name: '经过' })).toBeVisible();
  await expect(readOnly).toBeVisible();
  await expect(page.getByText(/不在名册/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /通过|退回修改|更正|作废|并排比较/ })).toHaveCount(0);
});
