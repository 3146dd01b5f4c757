import { Desk } from '../apps/desk.ts';
import { clientOf, dayAgo, hand } from '../apps/office.ts';
import { Signed } from '../harness/office.ts';
import { choicesOf, whoSees } from '../harness/scopes.ts';
import { expect, test } from '../harness/story.ts';

const HELD = '在村部开板凳会，谈环境整治。';
const WHY = '那天我在市里开会，没有到场';

test('an objection to being listed is settled at the desk, and the record is then approved', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  const [member, colleague] = await Promise.all(
    [people.member, people.colleague].map((account) => clientOf(server.origin, account)),
  );
  const other = colleague?.user?.member;
  if (!member || !colleague || !other) throw new Error('two members are needed');
  const at = { start: `${dayAgo(2)}T05:10`, end: `${dayAgo(2)}T05:40` };
  const [rec] = await hand(member, people, [{ ...at, narrative: HELD, [`attendance:${other}`]: 'present' }]);
  await colleague.sync();
  colleague.write('activity', people.feed, { patch: { [`objection:${other}`]: WHY } }, rec);
  expect((await colleague.sync()).filter((result) => 'code' in result)).toEqual([]);

  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.goTo('待审核');
  await desk.read('在村部开板凳会');
  await expect(desk.open).toContainText(`有异议：${WHY}`);
  // What is open is not stepped over: the key that approves leads to it, and the hand that settled it stays where it was.
  await expect(desk.open.getByRole('button', { name: /^通过/ })).toBeHidden();
  await desk.page.keyboard.press('a');
  await expect(desk.open.locator('.desk-said[tabindex]')).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await expect(desk.open.getByRole('button', { name: '移出名单' }), 'a key that leads decides nothing').toBeVisible();
  await desk.page.keyboard.press('Tab');
  await expect(desk.open.getByRole('button', { name: '移出名单' })).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await expect(desk.open.getByRole('button', { name: '移出名单' })).toBeHidden();
  expect(await desk.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await colleague.sync();
  const body = colleague.feeds.get(people.feed)?.rows.get(rec ?? '')?.body ?? {};
  expect([body[`attendance:${other}`], body[`objection:${other}`]]).toEqual([undefined, undefined]);
  await desk.approve();
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await expect
    .poll(async () => {
      await colleague.sync();
      return colleague.feeds.get(people.feed)?.rows.get(rec ?? '')?.body.review;
    })
    .toBe('approved');
});

test('an objection after approval waits at the desk again, and where nobody else was there the record is taken out', {
  tag: '@desk',
}, async ({ server, people, newDesk }) => {
  const member = await clientOf(server.origin, people.member);
  const staff = await Signed.in(server.origin, people.staff);
  const me = member.user?.member;
  const [rec = ''] = await hand(member, people, [{ start: `${dayAgo(2)}T05:10`, narrative: HELD }]);
  await staff.approve(people.feed, rec, 1);
  await member.sync();
  member.write('activity', people.feed, { patch: { [`objection:${me}`]: WHY } }, rec);
  expect((await member.sync()).filter((result) => 'code' in result)).toEqual([]);

  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.goTo('待审核');
  await expect(desk.waiting('在村部开板凳会')).toContainText('有异议');
  const before = await desk.count();
  await desk.read('在村部开板凳会');
  await expect(desk.open).toContainText(`有异议：${WHY}`);
  await expect(desk.open.getByRole('button', { name: '移出名单' })).toBeHidden();
  await desk.open.getByRole('button', { name: '作废这条记录' }).click();
  await expect(desk.waiting('在村部开板凳会')).toBeHidden();
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => desk.count(), { timeout: 30_000 }).toBe(before - 1);
  const review = async () => {
    await member.sync();
    const body = member.feeds.get(people.feed)?.rows.get(rec)?.body;
    return [body?.review, String(body?.review_reason).includes(WHY)];
  };
  await expect.poll(review).toEqual(['void', true]);
});

test('where both who were there object after the approval, the desk finds a way out of it', { tag: '@desk' }, async ({
  server,
  people,
  newDesk,
}) => {
  const [member, colleague] = await Promise.all(
    [people.member, people.colleague].map((account) => clientOf(server.origin, account)),
  );
  const other = colleague?.user?.member;
  if (!member || !colleague || !other) throw new Error('two members are needed');
  const staff = await Signed.in(server.origin, people.staff);
  const both = { start: `${dayAgo(2)}T05:10`, narrative: HELD, [`attendance:${other}`]: 'present' };
  const [rec = ''] = await hand(member, people, [both]);
  await staff.approve(people.feed, rec, 1);
  for (const who of [member, colleague]) {
    await who.sync();
    who.write('activity', people.feed, { patch: { [`objection:${who.user?.member}`]: WHY } }, rec);
    expect((await who.sync()).filter((result) => 'code' in result)).toEqual([]);
  }
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.goTo('待审核');
  await desk.read('在村部开板凳会');
  await expect(desk.open.getByRole('button', { name: '作废这条记录' })).toHaveCount(2);
  await expect(desk.open.getByRole('button', { name: '移出名单' })).toHaveCount(2);
  // One of them was there after all; then the other is taken off, and the record goes on counting.
  await desk.open.getByRole('button', { name: '查过了，到场' }).first().click();
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await expect(desk.waiting('在村部开板凳会')).toBeVisible({ timeout: 40_000 });
  await desk.read('在村部开板凳会');
  await desk.open.getByRole('button', { name: '移出名单' }).click();
  const body = async () => {
    await member.sync();
    return member.feeds.get(people.feed)?.rows.get(rec)?.body ?? {};
  };
  await expect
    .poll(async () => Object.keys(await body()).filter((field) => /^(objection|attendance):/.test(field)).length, { timeout: 30_000 })
    .toBe(1);
  expect((await body()).review).toBe('approved');
});

test('staff of a special committee review what comes under it and find nothing else to review', { tag: '@desk' }, async ({
  server,
  accounts,
  people,
  newDesk,
}) => {
  const isWhole = ({ scope }: { scope: string }) => scope.startsWith('committee:');
  const { account, choices } = await whoSees(server.origin, accounts, 'staff', (all) => !all.some(isWhole));
  const whole = await clientOf(server.origin, people.staff);
  const own = await clientOf(server.origin, account);
  interface List {
    total: number;
    rows: { rec: string; feed: string }[];
  }
  const [all, mine] = await Promise.all([whole, own].map((client) => client.read<List>('/api/v1/review?state=pending')));
  if (!all || !mine) throw new Error('no lists');
  expect(mine.total).toBeGreaterThan(0);
  expect(mine.total).toBeLessThan(all.total);
  // What comes under it is what it may look at.
  const under = new Set((await choicesOf(server.origin, account)).map(({ scope }) => scope));
  expect(choices.length).toBeGreaterThan(0);
  const venues = mine.rows.filter(({ feed }) => feed.startsWith('venue:'));
  expect(venues.filter(({ feed }) => !under.has(feed))).toEqual([]);
  // A record of elsewhere is not there for it.
  const elsewhere = all.rows.find(({ rec }) => !mine.rows.some((row) => row.rec === rec));
  await expect(own.read(`/api/v1/records/${elsewhere?.rec}`)).rejects.toThrow('404 not_found');

  const desk = await Desk.start(newDesk('special', server.origin));
  await desk.signIn(account);
  await desk.goTo('待审核');
  await expect(desk.open.getByRole('heading').first()).toBeVisible();
  expect(await desk.count()).toBe(mine.total);
  const title = (await desk.title()).slice(0, 8);
  await desk.approve();
  await expect(desk.sent).toBeVisible({ timeout: 30_000 });
  await desk.page.getByRole('link', { name: '今天已办' }).click();
  await expect(desk.rows).toContainText([title]);
});
