import { PASSPHRASE, type Carried, exported, openFile, takeIn } from '../apps/handover.ts';
import { Phone } from '../apps/phone.ts';
import { Signed } from '../harness/office.ts';
import { the } from '../harness/people.ts';
import { namedBy } from '../harness/photos.ts';
import { jpeg } from '../harness/picture.ts';
import { DESK } from '../harness/profile.ts';
import { signedIn } from '../harness/venue.ts';
import { expect, test } from '../harness/story.ts';

const WRITTEN = '手机要送修，先记下：到上坝村看了两处危房。';
const BEGUN = '写了一半：下周去看水渠';

/** Every record on the server with these words. */
async function recordsOf(origin: string, account: Parameters<typeof signedIn>[1], narrative: string) {
  const reader = await signedIn(origin, account);
  const rows = [...reader.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
  return rows.filter((row) => row.body.narrative === narrative && row.kind === 'activity');
}

/** A phone without signal that has a record with a photo and a draft, each of them nowhere else. */
async function unsentWork(phone: Phone, venue: string): Promise<void> {
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue, narrative: WRITTEN, personTimes: 4 });
  await phone.addPhotos([await jpeg(phone.page, { seed: 5, width: 900, height: 700 })]);
  await phone.submit();
  await phone.isSaved();
  await phone.goTo('首页');
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue, narrative: BEGUN });
  await phone.addPhotos([await jpeg(phone.page, { seed: 6, width: 700, height: 900 })]);
  await phone.keepDraft();
}

test('what a phone without signal has alone comes to the server once, by another phone, and by both', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(240_000);
  const { member, colleague, venue } = people;
  const first = await Phone.open(newPhone('first', network.origin));
  await first.signIn(member);
  await network.cut();
  await unsentWork(first, venue);
  await first.goTo('我的');
  await first.page.screenshot({ path: 'shots/me-unsent.png', fullPage: true });
  await first.page.getByRole('link', { name: '导出没上传的内容' }).click();
  await expect(first.page.getByRole('main')).toContainText('1 条记录、1 条草稿、2 张照片');
  await first.page.getByLabel('口令', { exact: true }).fill('太短');
  await first.page.getByRole('button', { name: '生成文件' }).click();
  await expect(first.page.getByText('口令至少 8 个字')).toBeVisible();
  await expect(first.page.getByText('两遍不一样')).toBeVisible();
  await first.page.screenshot({ path: 'shots/export.png', fullPage: true });
  const file = await exported(first);
  await first.page.screenshot({ path: 'shots/export-made.png', fullPage: true });
  expect(file.name).toMatch(/^商量-没上传的-\d{4}-\d\d-\d\d\.shangliang$/);
  expect(file.buffer.subarray(0, 18).toString('latin1')).toBe('shangliang-export\u0001');
  expect(file.buffer.includes(Buffer.from('上坝村')), 'nothing of it can be read').toBe(false);

  const second = await Phone.open(newPhone('second', server.origin));
  await second.signIn(member);
  await openFile(second, file);
  await expect(second.page.getByRole('main')).toContainText(`${member.name}，`);
  await expect(second.page.getByRole('main')).toContainText('1 条记录、1 条草稿、2 张照片');
  await second.page.screenshot({ path: 'shots/import-look.png', fullPage: true });
  await takeIn(second);
  await expect(second.page.getByRole('status').filter({ hasText: '新导入' })).toContainText('1 条记录、1 条草稿、2 张照片');
  await second.page.screenshot({ path: 'shots/import-done.png', fullPage: true });
  await expect(second.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  const [once, ...others] = await recordsOf(server.origin, colleague, WRITTEN);
  expect(others).toEqual([]);
  const { values, fetched } = await namedBy(server.origin, colleague, WRITTEN);
  expect(values).toHaveLength(1);
  expect((await fetched(values[0]!.sha256)).status).toBe(200);

  await openFile(second, file);
  await takeIn(second);
  await expect(second.page.getByRole('main')).toContainText('没有新的内容');
  await expect(second.syncLine).toContainText('全部已上传');

  await network.connect();
  await expect(first.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  expect(await recordsOf(server.origin, colleague, WRITTEN), 'nothing of it twice, not even a version').toEqual([once]);

  await second.goTo('首页');
  await second.continueDraft(BEGUN);
  await expect(second.narrative).toHaveValue(BEGUN);
  await expect(second.photos).toHaveCount(1);
  await second.submit();
  await second.isSaved();
  await expect(second.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  expect(await recordsOf(server.origin, colleague, BEGUN)).toHaveLength(1);
});

test('a wrong passphrase, a cut file and a foreign one are told apart, and change nothing', async ({
  network,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  await network.cut();
  await phone.recordAndSubmit({ type: '走访', venue: people.venue, narrative: WRITTEN });
  const file = await exported(phone);
  const spoilt = Buffer.from(file.buffer);
  spoilt[spoilt.length - 20]! ^= 1;
  const tries: [Partial<Carried>, string, RegExp][] = [
    [{}, '别的口令 2026', /口令不对，什么都没有改/],
    [{ buffer: spoilt }, PASSPHRASE, /口令不对，什么都没有改/],
    [{ buffer: file.buffer.subarray(0, file.buffer.length - 100) }, PASSPHRASE, /文件不完整/],
    [{ buffer: Buffer.from('%PDF-1.7 not one of ours') }, PASSPHRASE, /不是商量导出的文件/],
  ];
  for (const [other, passphrase, told] of tries) {
    await openFile(phone, { ...file, ...other }, passphrase);
    await expect(phone.alert.filter({ hasText: told })).toBeVisible({ timeout: 20_000 });
  }
  await phone.page.screenshot({ path: 'shots/import-wrong.png', fullPage: true });
  await phone.goTo('首页');
  await expect(phone.syncLine).toContainText('1 条待上传');
});

test('the convenor takes a member’s work in on the venue’s computer, and it waits for that member', async ({
  network,
  server,
  accounts,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(240_000);
  const { member, colleague, venue, feed } = people;
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(member);
  await network.cut();
  await unsentWork(phone, venue);
  const file = await exported(phone);

  const stranger = await Phone.open(newPhone('colleague', server.origin));
  await stranger.signIn(colleague);
  await openFile(stranger, file);
  await expect(stranger.alert.filter({ hasText: `这是${member.name}的内容` })).toBeVisible({ timeout: 20_000 });

  const computer = await Phone.open(newDesk('venue', server.origin, DESK));
  await computer.signIn(the(accounts, 'convenor'));
  await openFile(computer, file);
  await expect(computer.page.getByRole('main')).toContainText(`要${member.name}本人确认以后才计入`);
  await computer.page.screenshot({ path: 'shots/import-behalf.png' });
  await takeIn(computer);
  await expect(computer.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  const reader = await Signed.in(server.origin, colleague);
  const [taken] = await recordsOf(server.origin, colleague, WRITTEN);
  const me = (await Signed.in(server.origin, member)).client.user?.member;
  expect(taken?.body).toMatchObject({ recorded_for: me, [`attendance:${me}`]: 'present' });
  expect(taken?.body.confirmed).toBeUndefined();
  await openFile(computer, file);
  await takeIn(computer);
  await expect(computer.page.getByRole('main')).toContainText('没有新的内容');

  await network.connect();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  expect(await recordsOf(server.origin, colleague, WRITTEN)).toHaveLength(1);
  const row = await reader.row(feed, taken!.rec);
  expect(row?.conflicts).toEqual([]);
  await phone.page.goto(`${network.origin}/app/record/${taken!.rec}`);
  await phone.page.getByRole('button', { name: '确认，是我参加的' }).click();
  await expect.poll(async () => (await reader.row(feed, taken!.rec))?.body.confirmed, { timeout: 60_000 }).toMatchObject({
    how: 'device',
    of: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});
