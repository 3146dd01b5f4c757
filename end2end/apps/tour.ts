import { type Page, expect } from '@playwright/test';
import type { Account } from '../harness/demo.ts';
import type { Network } from '../harness/network.ts';
import type { People } from '../harness/people.ts';
import { jpeg } from '../harness/picture.ts';
import type { Profile } from '../harness/profile.ts';
import { Desk } from './desk.ts';
import { Phone } from './phone.ts';

/** Called at every stop of a tour with a name for it. */
export type Look = (page: Page, stop: string) => Promise<void>;

const WRITTEN = '到柳林村走访三户困难群众，其中一户屋顶漏雨';

/** Goes through every page of the phone, with something on each. */
export async function tourPhone(profile: Profile, { member, venue }: People, network: Network, look: Look): Promise<void> {
  const phone = await Phone.open(profile);
  const { page } = phone;
  const stop = async (name: string) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, name);
  };
  await stop('sign-in');
  await phone.giveCredentials({ login: member.login, password: 'not-this-one' });
  await expect(phone.alert).toBeVisible();
  await stop('sign-in-wrong');
  await phone.signIn(member);
  await stop('home');

  await phone.recordButton.click();
  await expect(phone.narrative).toBeVisible();
  await stop('activity-empty');
  await phone.submit();
  await stop('activity-missing');
  await phone.openMoreKinds();
  await phone.openTimes();
  await stop('activity-open');
  await phone.openPlaces();
  await stop('activity-places');
  await phone.closeDialog();
  await phone.openRoster('ssy');
  await stop('activity-roster');
  await phone.closeDialog();
  await phone.fillIn({ type: '走访', venue, narrative: WRITTEN, personTimes: 6 });
  await phone.addPhotos([await jpeg(page, { seed: 1 }), await jpeg(page, { seed: 2, width: 900, height: 1600 })]);
  await stop('activity-filled');
  await phone.photos.first().click();
  await expect(page.getByRole('dialog').getByRole('img', { name: '照片 1/2' })).toBeVisible();
  await stop('photo-large');
  await page.keyboard.press('Escape');
  await phone.keepDraft();
  await stop('home-draft');

  await network.cut();
  await phone.continueDraft(WRITTEN);
  await phone.submit();
  await phone.isSaved();
  await stop('activity-saved');
  await expect(phone.syncLine).toContainText('离线');
  await phone.openOutbox();
  await stop('outbox-waiting');
  await page.getByRole('link', { name: '导出没上传的内容' }).click();
  await expect(page.getByLabel('再输一遍口令')).toBeVisible();
  await stop('export');
  await phone.goTo('我的');
  await page.getByRole('button', { name: '清空本机' }).click();
  await expect(page.getByRole('dialog').getByLabel(/请输入没上传的总数/)).toBeVisible();
  await stop('wipe');
  await phone.closeDialog();
  await phone.openOutbox();
  await network.connect();
  await page.getByRole('button', { name: '现在试传' }).click();
  await expect(phone.syncLine).toContainText('全部已上传');
  await stop('outbox');

  await phone.goTo('记录');
  await stop('records');
  await phone.read(WRITTEN);
  await stop('record');
  await phone.goTo('首页');
  await page.getByRole('link', { name: /^协商/ }).click();
  await page.getByRole('link', { name: '提一件事来协商' }).click();
  await page.getByLabel('协商什么事').fill('村口路灯坏了半年');
  await page.getByRole('group', { name: '由哪个阵地来办' }).getByRole('radio', { name: venue }).check();
  await page.getByLabel('缘由').fill('夜里没有灯，老人出门怕摔。');
  await stop('matter-form');
  await page.getByRole('button', { name: '提出' }).click();
  await expect(page.getByRole('heading', { name: '村口路灯坏了半年' })).toBeVisible();
  await stop('matter');
  await page.getByRole('button', { name: '进到“不予立项”' }).click();
  await stop('matter-move');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '返回' }).click();
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await stop('matters');
  await page.getByRole('link', { name: /^群众诉求/ }).click();
  await stop('requests');
  await page.getByRole('link', { name: '记一件群众诉求' }).click();
  await page.getByLabel('什么事').fill('楼道灯坏了，老人晚上不敢下楼');
  await page.getByLabel('电话', { exact: true }).fill('13900001234');
  await stop('request-form');
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('heading', { name: /楼道灯坏了/ })).toBeVisible();
  await stop('request');
  await page.goto(`${profile.origin}/app/reports`);
  await stop('reports');
  await page.getByRole('link', { name: '写一条社情民意' }).click();
  await stop('report-form');
  await page.getByRole('link', { name: '返回' }).click();
  await phone.goTo('消息');
  await stop('messages');
  await phone.goTo('我的');
  await stop('me');
  await page.getByRole('link', { name: '导入别的手机的内容' }).click();
  await stop('import');
  await phone.goTo('我的');
  await page.getByRole('link', { name: venue }).click();
  await stop('venue-of-member');
  await page.goto(`${profile.origin}/app/no-such-page`);
  await stop('no-such-page');
}

/** What a tour of a convenor's phone needs. */
export interface Convenor {
  account: Account;
  venue: string;
  checklist: string;
}

/** Goes through what only a convenor sees of a phone. */
export async function tourConvenor(profile: Profile, { account, venue, checklist }: Convenor, look: Look): Promise<void> {
  const phone = await Phone.open(profile);
  const { page } = phone;
  await phone.signIn(account);
  await expect(page.getByRole('region', { name: '履职要求' })).toBeVisible();
  await look(page, 'home-convenor');
  await page.getByRole('region', { name: '履职要求' }).getByRole('link', { name: venue }).click();
  await expect(page.getByRole('region', { name: '基本情况' })).toBeVisible();
  await look(page, 'venue');
  await page.getByRole('link', { name: checklist }).click();
  await page.getByRole('checkbox').first().check();
  await phone.isSaved();
  await look(page, 'checklist');
  await page.getByRole('button', { name: '日期和备注' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'checklist-item');
  await phone.closeDialog();
  await page.getByRole('button', { name: '加照片' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('从相册选').setInputFiles([await jpeg(page, { seed: 5 })]);
  await expect(dialog.getByRole('button', { name: '照片 1', exact: true })).toBeVisible();
  await look(page, 'checklist-take-photo');
  await phone.closeDialog();
  await look(page, 'checklist-photo');
}

/** Goes through every page of the desk. */
export async function tourDesk(profile: Profile, { staff }: People, look: Look): Promise<void> {
  const desk = await Desk.start(profile);
  const { page } = desk;
  await expect(page.getByLabel('账号')).toBeVisible();
  await look(page, 'sign-in');
  await desk.signIn(staff);
  await desk.goTo('待审核');
  await expect(desk.open.getByRole('heading').first()).toBeVisible();
  await look(page, 'review');
  await desk.openReturn();
  await look(page, 'review-return');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'review-keys');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '一起通过' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'review-together');
  await page.keyboard.press('Escape');
  await desk.open.getByRole('button', { name: /^更正后通过/ }).click();
  await expect(page.getByLabel('更正的理由')).toBeVisible();
  await look(page, 'review-correct');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('link', { name: '单独打开这条记录' }).first().click();
  await expect(page).toHaveURL(/\/desk\/records\//);
  await expect(page.getByText('经过').first()).toBeVisible();
  await look(page, 'record');
  await page.goto(`${profile.origin}/desk/refused`);
  await expect(page.getByText('没有要处理的')).toBeVisible();
  await look(page, 'refused');
  await desk.goTo('总览');
  await expect(desk.figures).toBeVisible();
  await look(page, 'overview');
  await page.locator('.desk-scope').click();
  await look(page, 'overview-scope');
  await page.keyboard.press('Escape');
  await desk.openFigure('履职活动');
  await look(page, 'figure');
  await desk.closePanel();
  await page.getByRole('link', { name: '整月' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '日程' })).toBeVisible();
  await expect(page.getByRole('table').first()).toBeVisible();
  await look(page, 'calendar');
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '协商与交办' }).click();
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await look(page, 'matters');
  await page.getByRole('link', { name: '交办事项' }).click();
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await look(page, 'hand-overs');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await look(page, 'hand-over');
  await page.getByRole('link', { name: '交办单' }).click();
  await expect(page.getByRole('main').getByRole('table')).toBeVisible();
  await look(page, 'hand-over-slip');
  await page.goto(`${profile.origin}/desk/matters?show=requests`);
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await look(page, 'desk-requests');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await look(page, 'desk-request');
  await page.goto(`${profile.origin}/desk/matters?show=opinion_reports`);
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await look(page, 'desk-reports');
  await desk.goTo('名册');
  await expect(page.getByRole('table').first()).toBeVisible();
  await look(page, 'roster');
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('region', { name: '这一年的数字' })).toBeVisible();
  await look(page, 'member');
  await desk.goTo('名册');
  await page.getByRole('link', { name: '阵地', exact: true }).click();
  await page.getByRole('rowheader').first().getByRole('link').click();
  await expect(page.getByRole('region', { name: '这一年的数字' })).toBeVisible();
  await look(page, 'venue-year');
}
