import { Phone } from '../apps/phone.ts';
import { the } from '../harness/people.ts';
import { askForChecklist, askOfVenues, venueOf } from '../harness/venue.ts';
import { expect, test } from '../harness/story.ts';

const ASKED = '另设的要求';
const LIST = '挂牌清单';

test("a convenor reads on the phone what the venue owes, who is coming and who has not come, without signal too", async ({
  network,
  accounts,
  newPhone,
}) => {
  const convenor = the(accounts, 'convenor');
  const venue = await venueOf(network.origin, convenor);
  await askOfVenues(network.origin, the(accounts, 'staff'), { name: ASKED, every: 'month', minimum: 40 });
  await venue.plan({ narrative: '到上岭村商量水渠。', invited: 'accepted' });

  const phone = await Phone.open(newPhone('convenor', network.origin));
  await phone.signIn(convenor);
  const card = phone.page.getByRole('region', { name: '履职要求' });
  await expect(card).toContainText(new RegExp(`${ASKED}\\s*本月还差 \\d+ 次，(剩 \\d+ 天|今天截止)`));
  await network.cut();
  await card.getByRole('link', { name: venue.name }).click();
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(venue.name);
  const owes = phone.page.getByRole('main');
  const [, pending, missing] = new RegExp(`${ASKED}[^待]*待审 (\\d+) · 还差 (\\d+)`).exec(await owes.innerText()) ?? [];
  const ahead = phone.page.getByRole('listitem').filter({ hasText: '到上岭村商量水渠' });
  await expect(ahead).toContainText('参加：');
  await expect(phone.page.getByRole('region', { name: '很久没来的委员' })).toBeVisible();
  await expect(phone.page.getByRole('region', { name: '基本情况' })).toContainText('地点');
  await phone.page.screenshot({ path: 'shots/venue.png', fullPage: true });

  await phone.page.getByRole('button', { name: '在这里记一次活动' }).click();
  await expect(phone.choice(venue.name)).toBeChecked();
  await phone.fillIn({ type: '走访', narrative: '到上岭村走访五户。' });
  await phone.submit();
  await phone.isSaved();
  await phone.goTo('首页');
  await card.getByRole('link', { name: venue.name }).click();
  await expect(owes).toContainText(`待审 ${Number(pending) + 1} · 还差 ${missing}`);
});

test('the convenor ticks a checklist off without signal, and a member of the venue sees it', async ({
  network,
  server,
  accounts,
  newPhone,
}) => {
  const convenor = the(accounts, 'convenor');
  const venue = await venueOf(network.origin, convenor);
  const staff = the(accounts, 'staff');
  await askForChecklist(network.origin, staff, LIST, ['场地', '标识', '制度', '特色', '档案', '成果']);
  const phone = await Phone.open(newPhone('convenor', network.origin));
  await phone.signIn(convenor);
  await phone.goTo('我的');
  await phone.page.getByRole('link', { name: venue.name }).click();
  await network.cut();
  await phone.page.getByRole('link', { name: LIST }).click();
  await expect(phone.page.getByRole('heading', { level: 2 })).toHaveText('6 项，已有 0 项');
  await phone.page.getByRole('checkbox', { name: /场地/ }).check();
  await phone.isSaved();
  await expect(phone.page.getByRole('heading', { level: 2 })).toHaveText('6 项，已有 1 项');
  const sign = phone.page.getByRole('listitem').filter({ hasText: '标识' });
  await sign.getByRole('button', { name: '日期和备注' }).click();
  const dialog = phone.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '日期' }).fill('2026-05-04');
  await dialog.getByRole('textbox', { name: '备注' }).fill('门牌已挂，还缺一块公示牌');
  await phone.page.screenshot({ path: 'shots/checklist-item.png' });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(sign).toContainText('门牌已挂，还缺一块公示牌');
  await expect(sign).toContainText('5月4日');
  await phone.page.screenshot({ path: 'shots/checklist.png', fullPage: true });
  await network.connect();
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 60_000 });

  const other = await Phone.open(newPhone('member', server.origin));
  await other.signIn(await venue.anotherMember(accounts));
  await other.goTo('我的');
  await other.page.getByRole('link', { name: venue.name }).click();
  await other.page.getByRole('link', { name: LIST }).click();
  await expect(other.page.getByRole('heading', { level: 2 })).toHaveText('6 项，已有 2 项');
  await expect(other.page.getByRole('listitem').filter({ hasText: '标识' })).toContainText('门牌已挂');
  await expect(other.page.getByRole('checkbox')).toHaveCount(0);
});
