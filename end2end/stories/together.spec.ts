import { Phone } from '../apps/phone.ts';
import { Client } from '../other-client/client.ts';
import { expect, test } from '../harness/story.ts';

const NARRATIVE = '为东坪镇老人测血压，登记了用药。';

test('two phones that change the same number without a network both show both numbers', async ({
  network,
  people,
  newPhone,
}) => {
  test.setTimeout(240_000);
  const one = await Phone.open(newPhone('one', network.origin));
  await one.signIn(people.member);
  await one.recordAndSubmit({ type: '志愿服务', venue: people.venue, narrative: NARRATIVE, personTimes: 6 });
  await one.goTo('记录');
  await expect(one.record(NARRATIVE)).toContainText('已上传', { timeout: 30_000 });
  const two = await Phone.open(newPhone('two', network.origin));
  await two.signIn(people.member);
  await two.goTo('记录');
  await expect(two.record(NARRATIVE)).toContainText('已上传', { timeout: 60_000 });

  await network.cut();
  for (const [phone, number] of [
    [one, 18],
    [two, 15],
  ] as const) {
    await phone.goTo('记录');
    await phone.mend(NARRATIVE);
    await phone.setPersonTimes(number);
    await phone.submit();
    await phone.isSaved();
  }
  await network.connect();

  for (const phone of [one, two]) {
    await phone.goTo('记录');
    await expect(phone.record(NARRATIVE)).toContainText('已上传', { timeout: 60_000 });
    await phone.read(NARRATIVE);
    await expect(phone.page.getByRole('main')).toContainText(/18/, { timeout: 30_000 });
    // The other phone may still wait out its last failed try, and this one asks for changes every 15 seconds.
    await expect(phone.page.getByRole('main')).toContainText(/15/, { timeout: 60_000 });
  }
});

test('a second tab offers to take over, and what was half written comes along', async ({ server, people, newPhone }) => {
  const profile = newPhone('member', server.origin);
  const first = await Phone.open(profile);
  await first.signIn(people.member);
  await first.recordButton.click();
  await first.choose('走访');
  await first.narrative.fill('到柳林村，写到一半');
  await first.page.waitForTimeout(500);

  const second = await Phone.open(profile);
  await expect(second.page.getByRole('button', { name: '在这里用' })).toBeVisible();
  await second.page.getByRole('button', { name: '在这里用' }).click();
  await second.continueDraft('到柳林村');
  await expect(second.narrative).toHaveValue('到柳林村，写到一半');
  await expect(first.page.getByRole('button', { name: '在这里用' })).toBeVisible();
});

test('tabs that come and go one after the other never break the page', async ({ server, people, newPhone }) => {
  const profile = newPhone('member', server.origin);
  const first = await Phone.open(profile);
  await first.signIn(people.member);
  for (let turn = 0; turn < 3; turn += 1) {
    const other = await Phone.open(profile);
    await expect(other.page.getByRole('button', { name: '在这里用' })).toBeVisible();
    // Whatever the page had planned for later must have been given up with it.
    await other.page.waitForTimeout(2_500);
    await other.page.getByRole('button', { name: '在这里用' }).click();
    await expect(other.recordButton).toBeVisible();
    await other.page.close();
    await first.page.getByRole('button', { name: '在这里用' }).click();
    await expect(first.recordButton).toBeVisible();
  }
});

test('staff who approve a text that changed after they read it are told so, and nothing is approved', async ({
  server,
  people,
}) => {
  const [member, staff] = [new Client(server.origin), new Client(server.origin)];
  await member.signIn(people.member.login, people.member.password);
  await member.sync();
  const create = {
    type: 'visit',
    phase: 'held',
    start: '2026-05-04T09:00',
    venue: people.feed.slice('venue:'.length),
    [`attendance:${member.user?.member}`]: 'present',
    narrative: NARRATIVE,
  };
  const { rec } = member.write('activity', people.feed, { create });
  await member.sync();
  await staff.signIn(people.staff.login, people.staff.password);
  await staff.sync();
  member.write('activity', people.feed, { patch: { narrative: `${NARRATIVE}又去了一户。` } }, rec);
  await member.sync();
  // The desk reads records by query, so the version it saw is given by hand.
  const approval = { ...staff.write('activity', people.feed, { patch: { review: 'approved' } }, rec), base: 1 };
  staff.outbox.splice(0);
  const { results } = await staff.roundTrip([approval]);
  expect(results).toMatchObject([{ n: 1, code: 'review_unseen' }]);
});
