import { expect } from '@playwright/test';
import type { Account } from '../harness/demo.ts';
import { pathAtTheDoor } from '../harness/door.ts';
import { Signed } from '../harness/office.ts';
import type { People } from '../harness/people.ts';
import type { Profile } from '../harness/profile.ts';
import { fillInPlan, now, send } from './gathering.ts';
import { Phone } from './phone.ts';
import type { Look } from './tour.ts';

const FOR_WHAT = '看看柳林村涵洞雨后排水，听三户怎么说。';

/** Lets a member of the venue ask something of its convenor: to come, and to agree to what was written down. */
async function ask(origin: string, { member, feed }: People, convenor: Account): Promise<string> {
  const [asker, asked] = [await Signed.in(origin, member), await Signed.in(origin, convenor)];
  const { day } = now();
  const [me, you] = [asker.client.user?.member, asked.client.user?.member];
  const common = { type: 'visit', venue: feed.slice('venue:'.length), start: `${day}T23:00` };
  const invitation = { ...common, phase: 'planned', [`attendance:${me}`]: 'accepted', [`attendance:${you}`]: 'invited' };
  asker.client.write('activity', feed, { create: { ...invitation, narrative: '一起去东坪村看茶园用工。' } });
  const behalf = { ...common, phase: 'held', recorded_for: you, [`attendance:${you}`]: 'present' };
  const { rec } = asker.client.write('activity', feed, { create: { ...behalf, narrative: '替召集人记：给三位老人读了报。' } });
  await asker.client.sync();
  return rec;
}

/** Goes through everything that has to do with planning, coming and agreeing, as the convenor of a venue. */
export async function tourGathering(profile: Profile, people: People, convenor: Account, look: Look): Promise<void> {
  const phone = await Phone.open(profile);
  const { page } = phone;
  const stop = async (name: string) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, name);
  };
  await phone.signIn(convenor);
  const recorded = await ask(profile.origin, people, convenor);
  await expect(page.getByRole('link', { name: /个邀请等您回话/ })).toBeVisible({ timeout: 30_000 });
  await stop('home-asked');
  await phone.goTo('消息');
  await stop('messages-asked');
  await page.goto(`${profile.origin}/app/record/${recorded}`);
  await expect(page.getByRole('button', { name: '确认，是我参加的' })).toBeVisible();
  await stop('record-to-confirm');
  await page.getByRole('button', { name: '我不在场' }).click();
  await stop('record-objection');
  await phone.closeDialog();

  const { day, hour } = now();
  const plan = { type: '走访', place: '柳林村', day, from: `${hour}:00`, to: '23:59', invite: [people.member.name] };
  await fillInPlan(phone, { ...plan, forWhat: FOR_WHAT });
  await stop('plan');
  const rec = await send(phone);
  await stop('record-planned');
  await page.getByRole('button', { name: '取消这次活动' }).click();
  await stop('record-cancel');
  await phone.closeDialog();
  await page.getByRole('link', { name: '签到', exact: true }).click();
  await expect(page.getByRole('img', { name: '签到二维码' })).toBeVisible();
  await stop('door-code');
  await page.getByRole('button', { name: '名单' }).click();
  await page.getByRole('checkbox', { name: people.member.name }).check();
  await stop('door-list');
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 30_000 });
  const row = await (await Signed.in(profile.origin, people.member)).row(people.feed, rec);
  await page.goto(profile.origin + (await pathAtTheDoor(page, rec, people.feed, row?.body ?? {})));
  await expect(page.getByRole('button', { name: '签到', exact: true })).toBeVisible();
  await stop('sign-in-here');
  await page.getByRole('button', { name: '签到', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('已签到');
  await stop('signed-in');
  await page.goto(`${profile.origin}/app/scan`);
  await stop('scan');
  await page.goto(`${profile.origin}/app/calendar`);
  await expect(page.getByRole('table')).toBeVisible();
  await stop('calendar');
  await page.goto(`${profile.origin}/app/record/${rec}`);
  await page.getByRole('link', { name: /^已开展/ }).click();
  await expect(phone.narrative).toBeVisible();
  await stop('activity-held');

  await phone.page.goto(`${profile.origin}/app`);
  await phone.recordButton.click();
  await page.getByRole('button', { name: '替别人记（代录）' }).click();
  await page.getByLabel('拼音首字母或姓名').fill(people.colleague.name);
  await stop('activity-for-whom');
  await page.getByRole('dialog').getByRole('checkbox', { name: people.colleague.name }).click();
  await page.getByRole('button', { name: '请本人在这里签字' }).click();
  await stop('activity-signing');
}
