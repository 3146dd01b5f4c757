import { clientOf } from '../apps/office.ts';
import { Phone } from '../apps/phone.ts';
import { expect, test } from '../harness/story.ts';

const NARRATIVE = '到石桥村看水渠，记下三处要修的地方。';

function visit(feed: string, member: string | null | undefined, phase = 'held') {
  const present = { [`attendance:${member}`]: phase === 'held' ? 'present' : 'invited' };
  const venue = feed.slice('venue:'.length);
  return { type: 'visit', phase, start: '2026-05-04T09:00', venue, narrative: NARRATIVE, ...present };
}

test('a change that came too late shows what was typed, word for word', async ({ network, server, people, newPhone }) => {
  const member = await clientOf(server.origin, people.member);
  const { rec } = member.write('activity', people.feed, { create: visit(people.feed, member.user?.member) });
  await member.sync();
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  await network.cut();
  await phone.page.goto(`${network.origin}/app/activity/${rec}`);
  await phone.narrative.fill('改过的话：还有一处在村口。');
  await phone.setPersonTimes(12);
  await phone.submit();
  await phone.isSaved();

  const staff = await clientOf(server.origin, people.staff);
  const op = staff.write('activity', people.feed, { patch: { review: 'approved' } }, rec);
  Object.assign(op, { base: 1 });
  expect(await staff.sync()).toEqual([{ n: op.n, ver: 2 }]);
  await network.connect();
  await expect(phone.syncLine).toContainText('需处理', { timeout: 40_000 });
  await phone.syncLine.click();
  const typed = phone.page.getByRole('group', { name: '没有被采用的内容' });
  await expect(typed).toContainText('改过的话：还有一处在村口。');
  await expect(typed).toContainText('12');
  await phone.page.screenshot({ path: 'shots/refused-text.png' });
});

test('a record comes back to whoever wrote it, and to nobody who is merely listed', async ({ server, people, newPhone }) => {
  const author = await clientOf(server.origin, people.member);
  const listed = await clientOf(server.origin, people.colleague);
  const { rec } = author.write('activity', people.feed, { create: visit(people.feed, listed.user?.member) });
  await author.sync();
  const staff = await clientOf(server.origin, people.staff);
  const op = staff.write('activity', people.feed, { patch: { review: 'returned', review_reason: '请写清楚在哪几处' } }, rec);
  Object.assign(op, { base: 1 });
  expect(await staff.sync()).toEqual([{ n: op.n, ver: 2 }]);

  const mine = await Phone.open(newPhone('member', server.origin));
  await mine.signIn(people.member);
  await mine.goTo('消息');
  await expect(mine.page.getByText('请写清楚在哪几处')).toBeVisible();
  await mine.page.goto(`${server.origin}/app/activity/${rec}`);
  await expect(mine.page.getByText('请写清楚在哪几处')).toBeVisible();
  await expect(mine.narrative).toHaveValue(NARRATIVE);

  const theirs = await Phone.open(newPhone('colleague', server.origin));
  await theirs.signIn(people.colleague);
  await theirs.page.goto(`${server.origin}/app/record/${rec}`);
  await expect(theirs.page.getByText('请写清楚在哪几处', { exact: true })).toBeVisible();
  await expect(theirs.page.getByRole('link', { name: /去修改|修改/ })).toBeHidden();
});
