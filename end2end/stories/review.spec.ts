import { Desk } from '../apps/desk.ts';
import { clientOf, dayAgo, hand } from '../apps/office.ts';
import { expect, test } from '../harness/story.ts';
import type { Body } from '../other-client/client.ts';

/** As many as a reviewer clears in five minutes. */
const DAY = 50;

/** A text of its own for each, none of them like another. */
function told(n: number): string {
  return `第 ${n} 户走访，了解住房、用水和孩子上学的情况`;
}

/** A plain record at a time of its own, so that none resembles another. */
function plain(n: number): Body {
  const at = (hour: number) => `${dayAgo(n % 28)}T${String(hour + 3 * Math.floor(n / 28)).padStart(2, '0')}:00`;
  return { start: at(6), end: at(7), narrative: `${told(n)}。` };
}

test('a reviewer clears fifty records by keyboard, with hardly more than one key each', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  test.setTimeout(300_000);
  const member = await clientOf(server.origin, people.member);
  await hand(member, people, Array.from({ length: DAY }, (_, n) => plain(n)));
  const desk = await Desk.start(newDesk('staff', server.origin));
  const { page } = desk;
  await desk.signIn(people.staff);
  await desk.goTo('待审核');
  await expect(desk.open.getByRole('heading').first()).toBeVisible();
  const waiting = await desk.count();
  expect(waiting).toBeGreaterThanOrEqual(DAY);

  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const began = Date.now();
  for (let done = 0; done < DAY; done += 1) {
    const before = await desk.title();
    // Every tenth is sent back by a template; what cannot be approved is passed over.
    if (done % 10 === 9) {
      await press('r');
      await expect(page.getByRole('dialog')).toBeVisible();
      await press('2');
      await press('Control+Enter');
    } else if (await desk.open.getByRole('button', { name: /^通过/ }).isVisible()) {
      await press('a');
    } else {
      await press('j');
      done -= 1;
    }
    await expect.poll(() => desk.title()).not.toBe(before);
  }
  const seconds = (Date.now() - began) / 1_000;
  console.log(`fifty records: ${seconds.toFixed(1)} s by Playwright, ${keys} keys`);
  expect(keys).toBeLessThanOrEqual(2 * DAY);
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => desk.count()).toBe(waiting - DAY);
  await page.getByRole('link', { name: '今天已办' }).click();
  await expect(desk.rows).toHaveCount(DAY);
});
