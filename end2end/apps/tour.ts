import { type Page, expect } from '@playwright/test';
import type { People } from '../harness/people.ts';
import type { Profile } from '../harness/profile.ts';
import { Desk } from './desk.ts';
import { Phone } from './phone.ts';

/** Called at every stop of a tour with a name for it. */
export type Look = (page: Page, stop: string) => Promise<void>;

/** Goes through every page of the phone, with something on each. */
export async function tourPhone(profile: Profile, { member, venue }: People, look: Look): Promise<void> {
  const phone = await Phone.open(profile);
  await expect(phone.page.getByLabel('账号')).toBeVisible();
  await look(phone.page, 'sign-in');
  await phone.signIn(member);
  await look(phone.page, 'home');

  await phone.recordButton.click();
  await expect(phone.narrative).toBeVisible();
  await look(phone.page, 'activity-empty');
  await phone.submit();
  await look(phone.page, 'activity-missing');
  await phone.fillIn({ type: '走访', venue, narrative: '到柳林村走访三户困难群众，其中一户屋顶漏雨。', personTimes: 6 });
  await look(phone.page, 'activity-filled');
  await phone.submit();
  await phone.isSaved();
  await look(phone.page, 'activity-saved');

  await phone.goTo('记录');
  await look(phone.page, 'records');
  await phone.read('到柳林村走访三户');
  await look(phone.page, 'record');
  await phone.page.goto(`${profile.origin}/app/outbox`);
  await look(phone.page, 'outbox');
  await phone.page.goto(`${profile.origin}/app/no-such-page`);
  await look(phone.page, 'no-such-page');
}

/** Goes through every page of the desk. */
export async function tourDesk(profile: Profile, { staff }: People, look: Look): Promise<void> {
  const desk = await Desk.start(profile);
  await expect(desk.page.getByLabel('账号')).toBeVisible();
  await look(desk.page, 'sign-in');
  await desk.signIn(staff);
  await desk.goTo('待审核');
  await expect(desk.open.getByRole('heading').first()).toBeVisible();
  await look(desk.page, 'review');
  await desk.openReturn();
  await look(desk.page, 'review-return');
  await desk.page.keyboard.press('Escape');
  await desk.goTo('数据');
  await expect(desk.page.getByRole('table')).toBeVisible();
  await look(desk.page, 'figures');
  await desk.openAnyFigure();
  await look(desk.page, 'figure');
}
