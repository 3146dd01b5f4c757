import { Phone } from '../apps/phone.ts';
import { jpeg } from '../harness/picture.ts';
import { signedIn } from '../harness/venue.ts';
import { expect, test } from '../harness/story.ts';

const WRITTEN = '没有信号时记的：到石桥村开了院坝会。';
const BEGUN = '写了一半的草稿';

/** How much lies in each store of the person's own disk, and what the small storage has of drafts. */
function onDisk({ page }: Phone): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const own = (await indexedDB.databases()).find(({ name }) => name?.startsWith('shangliang-'));
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(own?.name ?? 'none');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const counts: Record<string, number> = {};
    for (const store of database.objectStoreNames) {
      counts[store] = await new Promise((resolve) => {
        const counting = database.transaction(store).objectStore(store).count();
        counting.onsuccess = () => resolve(counting.result);
      });
    }
    database.close();
    return { ...counts, typed: Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length };
  });
}

test('a phone is cleared of unsent work only by its number typed out; signing out and an ended session clear nothing', async ({
  network,
  server,
  people,
  newPhone,
}) => {
  test.setTimeout(180_000);
  const { member, venue } = people;
  const phone = await Phone.open(newPhone('member', network.origin));
  const { page } = phone;
  await phone.signIn(member);
  await network.cut();
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue, narrative: WRITTEN });
  await phone.addPhotos([await jpeg(page, { seed: 7, width: 800, height: 600 })]);
  await phone.submit();
  await phone.isSaved();
  await phone.goTo('首页');
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue, narrative: BEGUN });
  await phone.keepDraft();
  const full = { op: 1, draft: 1, photo: 1, picture: 1, thumb: 1, typed: 1 };
  await expect.poll(() => onDisk(phone)).toMatchObject(full);

  await phone.goTo('我的');
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
  await expect(page.getByLabel('账号')).toBeVisible();
  expect(await onDisk(phone), 'signing out').toMatchObject(full);
  await network.connect();
  network.trouble('/api/v1/sync', { answer: 401 });
  await phone.giveCredentials(member);
  await expect(phone.expired).toBeVisible({ timeout: 30_000 });
  expect(await onDisk(phone), 'a session that ended').toMatchObject(full);
  await page.screenshot({ path: 'shots/expired-unsent.png' });

  await phone.goTo('我的');
  await page.getByRole('button', { name: '清空本机' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 条记录、1 条草稿、1 张照片没有上传');
  await expect(dialog.getByRole('link', { name: '先导出' })).toBeVisible();
  await page.screenshot({ path: 'shots/wipe.png' });
  await dialog.getByRole('button', { name: '清空', exact: true }).click();
  await expect(dialog.getByText('请输入 3', { exact: true })).toBeVisible();
  await dialog.getByLabel(/请输入没上传的总数/).fill('2');
  await dialog.getByRole('button', { name: '清空', exact: true }).click();
  await expect(dialog.getByText('请输入 3', { exact: true })).toBeVisible();
  expect(await onDisk(phone), 'nothing was typed, or something else').toMatchObject(full);

  await dialog.getByLabel(/请输入没上传的总数/).fill('3');
  await dialog.getByRole('button', { name: '清空', exact: true }).click();
  await expect(page.getByLabel('账号')).toBeVisible();
  expect(await onDisk(phone)).toEqual({ meta: 0, op: 0, row: 0, feed: 0, draft: 0, photo: 0, picture: 0, thumb: 0, typed: 0 });

  network.clear();
  await page.goto(`${network.origin}/app`);
  await phone.signIn(member);
  await phone.recordAndSubmit({ type: '走访', venue, narrative: '清空以后又记的一条。' });
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });
  const reader = await signedIn(server.origin, people.colleague);
  const rows = [...reader.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
  expect(rows.filter((row) => row.body.narrative === '清空以后又记的一条。')).toHaveLength(1);
});
