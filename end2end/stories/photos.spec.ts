import { createHash } from 'node:crypto';
import { Phone } from '../apps/phone.ts';
import { jpeg } from '../harness/picture.ts';
import { keptOn, namedBy } from '../harness/photos.ts';
import { expect, test } from '../harness/story.ts';

const WRITTEN = '到柳林村走访三户，拍了照片。';

/** Width and height of a JPEG, and whether anything of EXIF is in it. */
function look(bytes: Buffer): { width: number; height: number; exif: boolean } {
  for (let at = 2; at < bytes.length; ) {
    const [marker, length] = [bytes.readUInt8(at + 1), bytes.readUInt16BE(at + 2)];
    if (marker >= 0xc0 && marker <= 0xc2) {
      const exif = bytes.includes('Exif\0', 0, 'latin1');
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5), exif };
    }
    at += 2 + length;
  }
  throw new Error('not a JPEG');
}

test('photos taken with no signal survive two kills, arrive byte for byte, and leave a small copy behind', async ({
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const { member, colleague, venue } = people;
  const profile = newPhone('member', server.origin);
  let phone = await Phone.open(profile);
  await phone.signIn(member);
  await profile.close();
  phone = await Phone.open(profile);
  await phone.becomesReadyForOffline();
  const taken = [await jpeg(phone.page, { seed: 1 }), await jpeg(phone.page, { seed: 2, width: 1200, height: 2400 })] as const;
  await server.kill();

  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue, narrative: WRITTEN, personTimes: 3 });
  await phone.addPhotos([taken[0]], '拍照');
  await phone.addPhotos([taken[1]]);
  await phone.page.screenshot({ path: 'shots/photos-form.png', fullPage: true });
  await phone.page.waitForTimeout(1_000);
  await profile.kill();

  phone = await Phone.open(profile);
  await phone.continueDraft(WRITTEN.split('。')[0]!);
  await expect(phone.photos).toHaveCount(2);
  await expect(phone.photos.first().locator('img')).toHaveJSProperty('complete', true);
  await phone.submit();
  await phone.isSaved();
  await expect(phone.page.getByRole('region', { name: '照片' })).toContainText('待上传');
  await profile.kill();

  phone = await Phone.open(profile, '/outbox');
  await expect(phone.page.getByRole('region', { name: '照片' }).getByRole('listitem')).not.toHaveCount(0);
  await expect(phone.syncLine).toContainText('照片 0/2');
  await phone.page.screenshot({ path: 'shots/photos-outbox.png', fullPage: true });
  await server.start();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });

  const { values, fetched } = await namedBy(server.origin, colleague, WRITTEN);
  expect(values).toHaveLength(2);
  const sizes = [];
  for (const { sha256, len } of values) {
    const { status, bytes } = await fetched(sha256);
    expect([status, bytes.length]).toEqual([200, len]);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    expect(len).toBeLessThan(400_000);
    sizes.push(look(bytes));
    expect((await fetched(`${sha256}/thumb`)).status).toBe(200);
  }
  expect(sizes).toEqual([
    { width: 1600, height: 1200, exif: false },
    { width: 800, height: 1600, exif: false },
  ]);
  const hashes = values.map(({ sha256 }) => sha256).sort();
  expect(await keptOn(phone.page)).toEqual({ picture: [], thumb: hashes, photo: hashes });

  await server.kill();
  await phone.goTo('记录');
  await phone.read(WRITTEN);
  await expect(phone.photos).toHaveCount(2);
  await expect.poll(() => phone.photos.first().locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320);
  await phone.photos.first().click();
  await expect(phone.page.getByRole('dialog').getByRole('img', { name: '照片 1/2' })).toBeVisible();
  await phone.page.keyboard.press('ArrowRight');
  await expect(phone.page.getByRole('dialog').getByRole('img', { name: '照片 2/2' })).toBeVisible();
  await phone.page.screenshot({ path: 'shots/photos-large.png' });
});
