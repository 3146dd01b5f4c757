import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { expect, test } from '../harness/story.ts';

test('on a phone the rail of the desk keeps its words whole', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const desk = await Desk.start(newDesk('staff', server.origin, { viewport: { width: 360, height: 740 } }));
  await desk.signIn(people.staff);
  const rail = desk.page.getByRole('navigation', { name: '主导航' });
  await expect(rail.getByRole('link', { name: /待审核 ?\d+/ })).toBeVisible();
  const heights = await rail
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => {
      const words = document.createRange();
      words.selectNodeContents(link);
      return words.getBoundingClientRect().height;
    }));
  expect(heights.length).toBeGreaterThanOrEqual(3);
  expect(heights.filter((height) => height > 30)).toEqual([]);
  expect(await desk.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('in large type the filters of the list stand in two even rows', async ({ server, people, newPhone }) => {
  const phone = await Phone.open(newPhone('member', server.origin, { viewport: { width: 412, height: 915 } }));
  await phone.signIn(people.member);
  await phone.setLargeType();
  await phone.goTo('记录');
  const filters = phone.page.locator('.filters .segments button');
  await expect(filters).toHaveCount(4);
  const boxes = await filters.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  expect(new Set(boxes.map(({ y }) => Math.round(y))).size).toBe(2);
  expect(new Set(boxes.map(({ width }) => Math.round(width))).size).toBe(1);
  await phone.page.screenshot({ path: 'shots/filters-large.png' });
});
