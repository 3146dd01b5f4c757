import { Desk } from '../apps/desk.ts';
import { Phone } from '../apps/phone.ts';
import { jpeg } from '../harness/picture.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';
import { askForChecklist, venueOf } from '../harness/venue.ts';

const WRITTEN = '到柳林村看水渠，拍了两张照片。';

test('a colleague and the office see that photos have not come yet, and then see them large', async ({
  network,
  server,
  people,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(180_000);
  const phone = await Phone.open(newPhone('member', network.origin));
  await phone.signIn(people.member);
  network.trouble('/api/v1/blobs', { answer: 503 });
  await phone.recordButton.click();
  await phone.fillIn({ type: '走访', venue: people.venue, narrative: WRITTEN });
  await phone.addPhotos([await jpeg(phone.page, { seed: 3 }), await jpeg(phone.page, { seed: 4 })]);
  await phone.submit();
  await expect(phone.syncLine).toContainText('照片 0/2', { timeout: 30_000 });
  await expect(phone.syncLine).not.toContainText('条待上传', { timeout: 30_000 });

  const other = await Phone.open(newPhone('colleague', server.origin));
  await other.signIn(people.colleague);
  await other.goTo('记录');
  await other.read(WRITTEN);
  await expect(other.page.getByText('照片还在作者手机上').first()).toBeVisible();
  await other.page.screenshot({ path: 'shots/photos-not-come.png', fullPage: true });
  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(people.staff);
  await desk.goTo('待审核');
  await desk.read(WRITTEN.split('。')[0]!);
  await expect(desk.open).toContainText('照片 0/2 已到');

  network.clear();
  await phone.openOutbox();
  await phone.page.getByRole('button', { name: '现在试传' }).click();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });
  await other.page.reload();
  const width = () => other.photos.first().locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth);
  await expect.poll(width, { timeout: 30_000 }).toBe(320);
  await other.photos.first().click();
  const large = other.page.getByRole('dialog').getByRole('img', { name: '照片 1/2' });
  await expect.poll(() => large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);

  await desk.page.reload();
  await desk.read(WRITTEN.split('。')[0]!);
  await expect(desk.open).toContainText('照片 2 张');
  const first = desk.open.getByRole('button', { name: '照片 1' }).locator('img');
  await expect.poll(() => first.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  await desk.page.screenshot({ path: 'shots/photos-desk.png' });
  await desk.page.keyboard.press('p');
  await expect(desk.page.getByRole('dialog').getByRole('img', { name: '照片 1/2' })).toBeVisible();
  const title = await desk.title();
  await desk.page.keyboard.press('j');
  await desk.page.keyboard.press('ArrowRight');
  const second = desk.page.getByRole('dialog').getByRole('img', { name: '照片 2/2' });
  await expect.poll(() => second.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  await desk.page.screenshot({ path: 'shots/photos-desk-large.png' });
  await desk.page.keyboard.press('p');
  await expect(desk.page.getByRole('dialog', { name: /照片/ })).toBeHidden();
  expect(await desk.title()).toBe(title);
});

test("a convenor's evidence for a checklist is seen by the office on the venue's page", async ({
  server,
  accounts,
  newPhone,
  newDesk,
}) => {
  test.setTimeout(120_000);
  const [convenor, staff] = [the(accounts, 'convenor'), the(accounts, 'staff')];
  const venue = await venueOf(server.origin, convenor);
  await askForChecklist(server.origin, staff, '挂牌清单', ['场地', '标识']);
  const phone = await Phone.open(newPhone('convenor', server.origin));
  await phone.signIn(convenor);
  await phone.page.getByRole('region', { name: '履职要求' }).getByRole('link', { name: venue.name }).click();
  await phone.page.getByRole('link', { name: '挂牌清单' }).click();
  await phone.page.getByRole('button', { name: '加照片' }).nth(1).click();
  const dialog = phone.page.getByRole('dialog');
  await dialog.getByLabel('从相册选').setInputFiles([await jpeg(phone.page, { seed: 6 })]);
  await expect(dialog.getByRole('button', { name: '照片 1', exact: true })).toBeVisible();
  await phone.closeDialog();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });

  const desk = await Desk.start(newDesk('staff', server.origin));
  await desk.signIn(staff);
  await desk.goTo('名册');
  await desk.page.getByRole('link', { name: '阵地', exact: true }).click();
  await desk.page.getByRole('rowheader', { name: venue.name }).getByRole('link').click();
  const item = desk.page.getByRole('listitem').filter({ hasText: '标识未填' });
  const shown = item.getByRole('button', { name: '照片 1' }).locator('img');
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
  await item.scrollIntoViewIfNeeded();
  await desk.page.screenshot({ path: 'shots/photos-evidence.png' });
});
