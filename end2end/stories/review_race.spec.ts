import { Desk } from '../apps/desk.ts';
import { clientOf, dayAgo, hand } from '../apps/office.ts';
import { expect, test } from '../harness/story.ts';
import type { Account } from '../harness/demo.ts';
import type { Profile } from '../harness/profile.ts';

const FIRST = '第一户走访，说的是用水';
const SECOND = '第二场座谈，说的是读书';
const THIRD = '第三次下乡，说的是修路';

const at = (hour: number) => ({ start: `${dayAgo(3)}T0${hour}:00`, end: `${dayAgo(3)}T0${hour}:30` });

/** The review page of a reviewer, narrowed to one venue. */
async function review(profile: Profile, staff: Account, venue: string): Promise<Desk> {
  const desk = await Desk.start(profile);
  await desk.signIn(staff);
  await desk.goTo('待审核');
  await desk.page.getByLabel('谁的记录').selectOption({ value: venue });
  await expect(desk.waiting(FIRST)).toBeVisible();
  return desk;
}

test('after a race that was lost the key that approves takes note and leads on', { tag: '@desk' }, async ({ network, server, people, newDesk }) => {
  test.setTimeout(150_000);
  const member = await clientOf(server.origin, people.member);
  await hand(member, people, [FIRST, SECOND, THIRD].map((told, n) => ({ ...at(2 * n + 1), narrative: `${told}。` })));
  const slow = await review(newDesk('slow', network.origin), people.staff, people.feed);
  const quick = await review(newDesk('quick', server.origin), people.staff, people.feed);
  const { page } = slow;
  await slow.read(FIRST);
  await network.cut();
  await quick.read(FIRST);
  await quick.approve();
  await expect(quick.sent).toBeVisible({ timeout: 30_000 });
  // The slow one decides without knowing.
  await page.keyboard.press('a');
  await expect(slow.waiting(FIRST)).toBeHidden();
  await network.connect();
  await expect(slow.waiting(FIRST)).toContainText('没办成', { timeout: 60_000 });
  await slow.read(FIRST);
  const understood = slow.open.getByRole('button', { name: '知道了' });
  await expect(understood).toBeVisible();
  await page.keyboard.press('a');
  await expect(understood).toBeHidden();
  await expect(slow.waiting(FIRST)).toBeHidden();
  // What comes next is read, and the key decides about it.
  const next = await slow.title();
  expect(next).not.toContain(FIRST.slice(0, 8));
  const left = await slow.count();
  await page.keyboard.press('a');
  await expect.poll(() => slow.count()).toBe(left - 1);
});

test('where words would be lost the key only leads to the button', { tag: '@desk' }, async ({ network, server, people, newDesk }) => {
  test.setTimeout(150_000);
  const member = await clientOf(server.origin, people.member);
  await hand(member, people, [{ ...at(1), narrative: `${FIRST}。` }]);
  const slow = await review(newDesk('slow', network.origin), people.staff, people.feed);
  const quick = await review(newDesk('quick', server.origin), people.staff, people.feed);
  await slow.read(FIRST);
  await network.cut();
  await quick.read(FIRST);
  await quick.approve();
  await expect(quick.sent).toBeVisible({ timeout: 30_000 });
  await slow.return('签到表上是六个名字');
  await network.connect();
  await expect(slow.waiting(FIRST)).toContainText('没办成', { timeout: 60_000 });
  await slow.read(FIRST);
  await slow.page.keyboard.press('a');
  await expect(slow.open.getByRole('button', { name: '知道了' })).toBeFocused();
  await slow.page.keyboard.press('Enter');
  await expect(slow.waiting(FIRST)).toBeHidden();
});

test('no key of the page acts while somebody types or looks at a dialog', { tag: '@desk' }, async ({ server, people, newDesk }) => {
  const [one, other] = await Promise.all([people.member, people.member].map((account) => clientOf(server.origin, account)));
  if (!one || !other) throw new Error('two phones are needed');
  const [rec] = await hand(one, people, [{ ...at(1), narrative: `${FIRST}。`, 'measure:person_times': 4 }]);
  await other.sync();
  // Two phones write without knowing of each other: the field for a third value stands on the page itself.
  for (const [client, number] of [[one, 18], [other, 15]] as const) {
    client.write('activity', people.feed, { patch: { 'measure:person_times': number } }, rec);
  }
  await one.sync();
  await other.sync();
  const desk = await review(newDesk('staff', server.origin), people.staff, people.feed);
  const { page } = desk;
  await desk.read(FIRST);
  const typed = desk.open.getByRole('textbox');
  await typed.pressSequentially('arx');
  await expect(typed).toHaveValue('arx');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(desk.waiting(FIRST)).toBeVisible();
  await desk.openReturn();
  await page.getByLabel('对委员说的话').fill('');
  await page.keyboard.type('are');
  await expect(page.getByLabel('对委员说的话')).toHaveValue('are');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByLabel('对委员说的话')).toBeHidden();
});
