import type { Page } from '@playwright/test';
import { Desk } from '../apps/desk.ts';
import { clientOf, dayAgo, hand } from '../apps/office.ts';
import { Phone } from '../apps/phone.ts';
import { Signed } from '../harness/office.ts';
import type { People } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';
import type { Client } from '../other-client/client.ts';

const TOLD = '到柳林村开板凳会，谈垃圾清运';
const ALSO = '柳林村板凳会，群众反映垃圾没人收';
const WHY = '那天我在市里开会，没有到场';

/** Two approved records of one activity, by two members, each of whom only the own one lists. */
async function twoOfOne(origin: string, people: People) {
  const [one, other, staff] = await Promise.all([
    clientOf(origin, people.member),
    clientOf(origin, people.colleague),
    Signed.in(origin, people.staff),
  ]);
  const at = { start: `${dayAgo(1)}T06:00`, end: `${dayAgo(1)}T07:00` };
  const [kept = ''] = await hand(one, people, [{ ...at, narrative: `${TOLD}。` }]);
  const [away = ''] = await hand(other, people, [{ ...at, narrative: `${ALSO}。` }]);
  for (const rec of [kept, away]) await staff.approve(people.feed, rec, 1);
  return { one, other, staff, kept, away };
}

/** Merges the second record into the first on the page of the first. */
async function merge(desk: Desk, origin: string, kept: string): Promise<void> {
  const { page } = desk;
  await page.goto(`${origin}/desk/records/${kept}`);
  await page.getByRole('button', { name: /并排比较/ }).click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: '合并' }).click();
  await expect(page.getByRole('main')).toContainText(`并入了“${ALSO}”`, { timeout: 30_000 });
}

async function objects(client: Client, people: People, rec: string): Promise<void> {
  await client.sync();
  client.write('activity', people.feed, { patch: { [`objection:${client.user?.member}`]: WHY } }, rec);
  expect((await client.sync()).filter((result) => 'code' in result)).toEqual([]);
}

async function rowOf(client: Client, people: People, rec: string) {
  await client.sync();
  return client.feeds.get(people.feed)?.rows.get(rec);
}

async function undo(page: Page, origin: string, kept: string): Promise<void> {
  await page.goto(`${origin}/desk/records/${kept}`);
  await page.getByRole('button', { name: '撤销合并' }).click();
  await expect(page.getByRole('button', { name: '撤销合并' })).toBeHidden({ timeout: 30_000 });
}

test('an objection goes back with its person when a merge is undone, and that record is looked at again', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(150_000);
  const { other, kept, away } = await twoOfOne(server.origin, people);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await merge(desk, server.origin, kept);
  await objects(other, people, kept);
  await desk.page.goto(`${server.origin}/desk/records/${kept}`);
  await expect(desk.page.getByRole('main')).toContainText('回到待审核再看一遍');
  await undo(desk.page, server.origin, kept);
  const said = async (rec: string) => {
    const body = (await rowOf(other, people, rec))?.body ?? {};
    return [body.review, body[`attendance:${other.user?.member}`], body[`objection:${other.user?.member}`]];
  };
  await expect.poll(() => said(kept), { timeout: 30_000 }).toEqual(['approved', undefined, undefined]);
  expect(await said(away)).toEqual(['pending', 'present', WHY]);
  await desk.goTo('待审核');
  await desk.read(ALSO);
  await expect(desk.open).toContainText(`有异议：${WHY}`);
  await desk.page.goto(`${server.origin}/desk/records/${away}`);
  await expect(desk.page.getByRole('main')).toContainText('撤销合并');
});

test('a merge is undone though the only one whom the record had before objects', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(150_000);
  const { one, kept, away } = await twoOfOne(server.origin, people);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await merge(desk, server.origin, kept);
  await objects(one, people, kept);
  await undo(desk.page, server.origin, kept);
  const reviews = async () => {
    const rows = [await rowOf(one, people, kept), await rowOf(one, people, away)];
    return rows.map((row) => row?.body.review);
  };
  await expect.poll(reviews, { timeout: 30_000 }).toEqual(['approved', 'approved']);
  // The objection is settled where it belongs, and nobody else is left there.
  const main = desk.page.getByRole('main');
  await expect(main).toContainText(`有异议：${WHY}`);
  await expect(main.getByRole('button', { name: '作废这条记录' })).toBeVisible();
});

test('an objection in the record that goes comes along, also where it arrives while the merge is half done', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(150_000);
  const { other, staff, kept, away } = await twoOfOne(server.origin, people);
  const name = people.colleague.name;
  const there = `attendance:${other.user?.member}`;
  // The merge has begun elsewhere and was broken off; then the colleague objects in the record that was to go.
  const memory = { nth: 1, [there]: null, wrote: { [there]: 'present' } };
  const begun = { [there]: 'present', [`merged:${away}`]: memory, review: 'approved', review_reason: '同一场' };
  await staff.change(people.feed, kept, 2, begun);
  await objects(other, people, away);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.page.goto(`${server.origin}/desk/records/${kept}`);
  const main = desk.page.getByRole('main');
  await main.getByRole('button', { name: '接着合并' }).click();
  await expect(main).toContainText(`并入了“${ALSO}”`, { timeout: 30_000 });
  await expect(main).toContainText(`${name}有异议：${WHY}`, { timeout: 30_000 });
  const said = async () => (await rowOf(other, people, kept))?.body[`objection:${other.user?.member}`];
  expect(await said()).toBe(WHY);

  // Undone and merged anew, the panel says what comes along.
  await undo(desk.page, server.origin, kept);
  await expect.poll(said, { timeout: 30_000 }).toBeUndefined();
  await expect.poll(async () => (await rowOf(other, people, away))?.body.review, { timeout: 30_000 }).toBe('approved');
  const listed = { [there]: 'present', review: 'approved', review_reason: '签到表上有' };
  await staff.change(people.feed, kept, (await rowOf(other, people, kept))?.ver ?? 0, listed);
  await desk.page.goto(`${server.origin}/desk/records/${kept}`);
  await desk.page.getByRole('button', { name: /并排比较/ }).click();
  const panel = desk.page.getByRole('dialog');
  await expect(panel).toContainText(`${name} 在另一条里说自己不在场，异议会一起并过来`);
  await panel.getByRole('button', { name: '合并' }).click();
  await expect(main).toContainText(`${name}有异议：${WHY}`, { timeout: 30_000 });
  // By keyboard the hand that settles it stays in the record.
  await main.getByRole('button', { name: '查过了，到场' }).focus();
  await desk.page.keyboard.press('Enter');
  await expect.poll(said, { timeout: 30_000 }).toBeUndefined();
  await expect(main.getByRole('button', { name: '查过了，到场' })).toBeHidden({ timeout: 30_000 });
  await expect.poll(() => desk.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});

test('a person says of whom the two tell differently which of them holds, and an undoing puts that back too', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  test.setTimeout(150_000);
  const { one, other, staff, kept, away } = await twoOfOne(server.origin, people);
  const [mine, theirs] = [one, other].map((client) => `attendance:${client.user?.member}`) as [string, string];
  const holds = { review: 'approved', review_reason: '查过签到表' };
  await staff.change(people.feed, kept, 2, { [theirs]: 'present', ...holds });
  await staff.change(people.feed, away, 2, { [mine]: 'present', ...holds });
  await objects(other, people, away);
  const settled = { [theirs]: 'leave', [`objection:${other.user?.member}`]: null, ...holds };
  await staff.change(people.feed, away, 4, settled);
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  const { page } = desk;
  await page.goto(`${server.origin}/desk/records/${kept}`);
  await page.getByRole('button', { name: /并排比较/ }).click();
  const panel = page.getByRole('dialog');
  const asked = panel.getByRole('group', { name: `${people.colleague.name}到场没有` });
  await panel.getByRole('button', { name: '合并' }).click();
  await expect(asked).toContainText('请定下这位到场没有');
  await asked.getByText('没有到场').click();
  await panel.getByRole('button', { name: '合并' }).click();
  await expect(page.getByRole('main')).toContainText(`并入了“${ALSO}”`, { timeout: 30_000 });
  const listed = async () => (await rowOf(one, people, kept))?.body[theirs];
  await expect.poll(listed, { timeout: 30_000 }).toBe('leave');
  await undo(page, server.origin, kept);
  await expect.poll(listed, { timeout: 30_000 }).toBe('present');
});

test('an objection written without signal to a record merged meanwhile reaches the one that stays', async ({
  network,
  server,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(180_000);
  const { other, staff, kept, away } = await twoOfOne(server.origin, people);
  const phone = await Phone.open(newPhone('colleague', network.origin));
  await phone.signIn(people.member);
  const me = (await clientOf(server.origin, people.member)).user?.member;
  // The colleague's record lists the member too, who reads it and then loses the signal.
  const listed = { [`attendance:${me}`]: 'present', review: 'approved', review_reason: '签到表上有' };
  await staff.change(people.feed, away, 2, listed);
  await phone.goTo('记录');
  await phone.read(ALSO);
  await expect(phone.page.getByRole('button', { name: '我不在场' })).toBeVisible({ timeout: 60_000 });
  await network.cut();
  await phone.page.getByRole('button', { name: '我不在场' }).click();
  await phone.page.getByRole('dialog').getByLabel('原因').fill(WHY);
  await phone.page.getByRole('dialog').getByRole('button', { name: '说明不在场' }).click();
  await expect(phone.page.getByRole('main')).toContainText(`您说自己不在场：${WHY}`);

  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await merge(desk, server.origin, kept);
  await network.connect();
  const said = async () => (await rowOf(other, people, kept))?.body[`objection:${me}`];
  await expect.poll(said, { timeout: 60_000 }).toBe(WHY);
  await phone.goTo('记录');
  await phone.read(TOLD);
  await expect(phone.page.getByRole('main')).toContainText(`您说自己不在场：${WHY}`);
  await phone.goTo('记录');
  await expect(phone.page.getByText('需处理')).toHaveCount(0);
});
