import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { expect, test } from '../harness/story.ts';

const WRITTEN = '到柳林村走访三户困难群众';
const MID_WORD = '，其中一户屋顶漏';
const REST = '雨，约定二十日前修好。';
const REASON = '签到表上是六个名字，人次写了九，请核对。';

test('an activity recorded with no signal and a dead server is kept through a kill, uploaded, returned, mended, approved and counted', async ({
  server,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(180_000);
  const { member, colleague, staff, leader, venue } = people;
  const profile = newPhone('member', server.origin);
  let phone = await Phone.open(profile);

  await test.step('the first visit, online', async () => {
    await phone.signIn(member);
    // Chromium writes cookies up to half a minute late, except when it is closed: whoever is killed sooner signs in again.
    await profile.close();
    phone = await Phone.open(profile);
    await phone.becomesReadyForOffline();
  });
  const leadersDesk = await Desk.start(newDesk('leader', server.origin));
  await leadersDesk.signIn(leader);
  await leadersDesk.goTo('总览');
  const activities = await leadersDesk.figure(venue, '履职活动');
  const personTimes = await leadersDesk.figure(venue, '联系群众');

  await test.step('the browser process ends and the server dies', async () => {
    await profile.kill();
    await server.kill();
  });

  await test.step('a new browser on the same profile opens the form directly and records', async () => {
    phone = await Phone.open(profile, '/activity/new');
    await phone.fillIn({ type: '走访', venue, narrative: '到柳林村', personTimes: 8 });
    await phone.narrative.fill(WRITTEN);
    await phone.setPersonTimes(9);
  });

  await test.step('the browser is killed in the middle of a word', async () => {
    await phone.type(MID_WORD);
    await phone.page.waitForTimeout(1_000);
    await profile.kill();
  });

  await test.step('it opens again, everything is there, and the member submits', async () => {
    phone = await Phone.open(profile);
    await phone.continueDraft(WRITTEN);
    await expect(phone.narrative).toHaveValue(WRITTEN + MID_WORD);
    await expect(phone.choice('走访')).toBeChecked();
    await expect(phone.personTimes).toHaveValue('9');
    await phone.type(REST);
    await phone.submit();
    await phone.isSaved();
    await phone.goTo('记录');
    await expect(phone.record(WRITTEN)).toContainText('待上传');
  });

  await test.step('the server comes back and the record goes up without a touch', async () => {
    await server.start();
    await expect(phone.record(WRITTEN)).toContainText('已上传', { timeout: 60_000 });
    await expect(phone.record(WRITTEN)).toContainText('待审核');
  });

  await test.step('a second phone of the venue shows it', async () => {
    const other = await Phone.open(newPhone('colleague', server.origin));
    await other.signIn(colleague);
    await other.goTo('记录');
    await expect(other.record(WRITTEN)).toContainText('待审核');
  });

  await test.step('the leader sees it wait, and no total has moved', async () => {
    await leadersDesk.page.reload();
    await expect
      .poll(() => leadersDesk.figure(venue, '履职活动'))
      .toEqual({ approved: activities.approved, pending: activities.pending + 1 });
  });

  const staffDesk = await Desk.start(newDesk('staff', server.origin));
  await test.step('staff return it with a reason, and the phone shows the reason', async () => {
    await staffDesk.signIn(staff);
    await staffDesk.goTo('待审核');
    await staffDesk.read(WRITTEN);
    await staffDesk.return(REASON);
    await expect(phone.record(WRITTEN)).toContainText('退回修改', { timeout: 30_000 });
    await expect(phone.record(WRITTEN)).toContainText(REASON);
  });

  await test.step('the member mends it and submits again', async () => {
    await phone.mend(WRITTEN);
    await phone.setPersonTimes(6);
    await phone.submit();
    await phone.isSaved();
    await phone.goTo('记录');
    await expect(phone.record(WRITTEN)).toContainText('已上传', { timeout: 30_000 });
    await expect(phone.record(WRITTEN)).toContainText('待审核');
  });

  await test.step('staff approve it, and the phone says so', async () => {
    await staffDesk.page.reload();
    await staffDesk.read(WRITTEN);
    await staffDesk.approve();
    await expect(phone.record(WRITTEN)).toContainText('已审核', { timeout: 30_000 });
  });

  await test.step("the leader's figures move by exactly this record", async () => {
    await leadersDesk.page.reload();
    await expect
      .poll(() => leadersDesk.figure(venue, '履职活动'))
      .toEqual({ approved: activities.approved + 1, pending: activities.pending });
    expect(await leadersDesk.figure(venue, '联系群众')).toEqual({
      approved: personTimes.approved + 6,
      pending: personTimes.pending,
    });
  });
});
