import { createHash } from 'node:crypto';
import { Phone } from '../apps/phone.ts';
import { keptOn, namedBy } from '../harness/photos.ts';
import { jpeg } from '../harness/picture.ts';
import { expect, test } from '../harness/story.ts';

const WRITTEN = '到柳林村走访三户，照片传了几次才到。';
const PIECE = 262_144;
/** A picture that stays longer than one piece. */
const LONG = { width: 1600, height: 1600, seed: 7 };

for (const [how, breaks] of [
  ['the line breaks in the middle of a piece', { breakAfter: 20_000 }],
  ['the answer to the last piece is lost', { loseReply: true }],
] as const) {
  test(`only the rest of a photo is sent where ${how}`, async ({ network, server, people, newPhone }) => {
    test.setTimeout(120_000);
    const phone = await Phone.open(newPhone('member', network.origin));
    await phone.signIn(people.member);
    await phone.recordButton.click();
    await phone.fillIn({ type: '走访', venue: people.venue, narrative: WRITTEN });
    await phone.addPhotos([await jpeg(phone.page, LONG)]);
    network.trouble('/api/v1/blobs/uploads', breaks, 1, 1);
    await phone.submit();
    await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
    const { values, fetched } = await namedBy(server.origin, people.member, WRITTEN);
    expect(values[0]!.len).toBeGreaterThan(PIECE);
    const { bytes } = await fetched(values[0]!.sha256);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(values[0]!.sha256);
    // A browser may send a broken request once more by itself, before the app asks how far it came.
    expect(network.pieces[0]).toBe(0);
    expect(new Set(network.pieces.slice(1))).toEqual(new Set([PIECE]));
  });
}

test('a photo goes on where the server was killed in the middle of it', async ({ network, server, people, newPhone }) => {
  test.setTimeout(120_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await phone.addPhotos([await jpeg(phone.page, LONG)]);
  network.trouble('/api/v1/blobs/uploads', { delay: 5_000 }, 1, 1);
  await phone.submit();
  await phone.isSaved();
  await phone.openOutbox();
  await expect(phone.page.getByRole('region', { name: '照片' })).toContainText(/已传 \d\d%/);
  await server.kill();
  // The piece that is on its way finds nobody.
  await expect.poll(() => network.pieces.length, { timeout: 10_000 }).toBeGreaterThan(1);
  await server.start();
  await phone.page.getByRole('button', { name: '现在试传' }).click();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  const { values, fetched } = await namedBy(server.origin, people.member, WRITTEN);
  expect((await fetched(values[0]!.sha256)).bytes).toHaveLength(values[0]!.len);
  expect(network.pieces.filter((from) => from === 0)).toHaveLength(1);
  expect(network.carried.some((request) => request.startsWith('HEAD /api/v1/blobs/uploads/'))).toBe(true);
});

test('a photo that the server does not take waits for its person, who lets it go without losing the record', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(120_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  network.trouble('/api/v1/blobs', { answer: 415, code: 'blob_not_image' });
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await phone.addPhotos([await jpeg(phone.page)]);
  await phone.submit();
  await expect(phone.syncLine).toContainText('1 条需处理', { timeout: 30_000 });
  await phone.openOutbox();
  const photos = phone.page.getByRole('region', { name: '照片' });
  await expect(photos).toContainText('这个文件不是照片');
  await phone.page.screenshot({ path: 'shots/photos-refused.png', fullPage: true });
  await expect(photos.getByRole('link', { name: '重新拍' })).toBeVisible();
  await photos.getByRole('button', { name: '重试' }).click();
  await expect(photos).toContainText('这个文件不是照片');
  await photos.getByRole('button', { name: '删掉' }).click();
  await phone.page.getByRole('dialog').getByRole('button', { name: '删掉' }).click();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });
  expect((await namedBy(server.origin, people.member, WRITTEN)).values).toEqual([]);
  expect(await keptOn(phone.page)).toEqual({ picture: [], thumb: [], photo: [] });
});

test('a phone whose workers cannot draw makes photos small in the page', async ({ server, people, newPhone }) => {
  const profile = newPhone('member', server.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  const taken = await jpeg(phone.page);
  await profile.running.addInitScript(() => {
    Reflect.deleteProperty(window, 'OffscreenCanvas');
  });
  await phone.page.reload();
  await phone.recordAndSubmit({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await phone.goTo('记录');
  await phone.mend(WRITTEN);
  await phone.addPhotos([taken]);
  await phone.submit();
  await phone.isSaved();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });
  await expect.poll(async () => (await namedBy(server.origin, people.member, WRITTEN)).values).toHaveLength(1);
  const { values, fetched } = await namedBy(server.origin, people.member, WRITTEN);
  expect((await fetched(values[0]!.sha256)).bytes).toHaveLength(values[0]!.len);
});

test('what is no picture is told, and a photo taken away leaves nothing behind', async ({ server, people, newPhone }) => {
  const phone = await Phone.open(newPhone('member', server.origin));
  await phone.signIn(people.member);
  await phone.recordButton.click();
  await phone.narrative.fill(WRITTEN);
  const text = { name: '笔记.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('这不是照片') };
  await phone.page.getByLabel('从相册选').setInputFiles([text]);
  await expect(phone.page.getByText('“笔记.jpg”不是照片')).toBeVisible();
  await expect(phone.narrative).toHaveValue(WRITTEN);
  const taken = await jpeg(phone.page, { width: 640, height: 480 });
  await phone.addPhotos([taken]);
  await phone.page.getByLabel('从相册选').setInputFiles([taken]);
  await expect(phone.page.getByText('这张照片已经加过了')).toBeVisible();
  await expect(phone.photos).toHaveCount(1);
  await phone.page.getByRole('button', { name: '删掉照片 1' }).click();
  await expect(phone.photos).toHaveCount(0);
  await expect.poll(() => keptOn(phone.page)).toEqual({ picture: [], thumb: [], photo: [] });
  await phone.addPhotos([taken]);
  await phone.page.getByRole('button', { name: '删掉草稿' }).click();
  await phone.page.getByRole('dialog').getByRole('button', { name: /删掉/ }).click();
  await expect(phone.recordButton).toBeVisible();
  await expect.poll(() => keptOn(phone.page)).toEqual({ picture: [], thumb: [], photo: [] });
});

test('a disk that is nearly full is told before, one that is full when it happens, and what was typed stays', async ({
  server,
  people,
  newPhone,
}) => {
  const profile = newPhone('member', server.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  const taken = await jpeg(phone.page, { width: 640, height: 480 });
  await profile.running.addInitScript(() => {
    navigator.storage.estimate = async () => ({ quota: 1_012_000_000, usage: 1_000_000_000 });
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (value instanceof ArrayBuffer) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    };
  });
  await phone.page.reload();
  await phone.recordButton.click();
  await expect(phone.page.getByText('手机存储只剩约 12 MB')).toBeVisible();
  await phone.fillIn({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await phone.page.getByLabel('从相册选').setInputFiles([taken]);
  await expect(phone.page.getByText('未保存：手机存储满了')).toBeVisible();
  await phone.page.screenshot({ path: 'shots/photos-full.png', fullPage: true });
  await expect(phone.photos).toHaveCount(0);
  await expect(phone.narrative).toHaveValue(WRITTEN);
  await phone.submit();
  await phone.isSaved();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });
});

test('a photo that the server has lost is told on its record, and sent when it is added again', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(120_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  const taken = await jpeg(phone.page);
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await phone.addPhotos([taken]);
  await phone.submit();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });
  const { values } = await namedBy(server.origin, people.member, WRITTEN);
  // As after a restore from a backup that is older than the photo.
  await phone.page.route('**/api/v1/sync', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), missing_blobs: [values[0]!.sha256] } });
  });
  await phone.openOutbox();
  await phone.page.getByRole('button', { name: '现在试传' }).click();
  await phone.goTo('记录');
  await phone.read(WRITTEN);
  await expect(phone.page.getByText('照片没有传到服务器，请重新加一张').first()).toBeVisible({ timeout: 20_000 });
  await phone.page.screenshot({ path: 'shots/photos-lost.png', fullPage: true });
  await phone.page.getByRole('link', { name: '修改' }).click();
  await phone.page.getByRole('button', { name: '删掉照片 1' }).click();
  await phone.addPhotos([taken]);
  await expect.poll(() => network.count('POST /api/v1/blobs'), { timeout: 30_000 }).toBe(2);
});
