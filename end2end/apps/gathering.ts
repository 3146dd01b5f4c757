import { type Locator, expect } from '@playwright/test';
import type { Phone } from './phone.ts';

/** Something that is announced. */
export interface Plan {
  type: string;
  /** Names as the roster has them. */
  invite: string[];
  forWhat: string;
  place?: string;
  /** `2026-05-04`, and hours as `09:00`; tomorrow morning where nothing is said. */
  day?: string;
  from?: string;
  to?: string;
}

/** The day and the hour of the committee now. */
export function now(): { day: string; hour: string } {
  const text = new Date(Date.now() + 8 * 3_600_000).toISOString();
  return { day: text.slice(0, 10), hour: text.slice(11, 13) };
}

/** Opens the form for something that is still to come, and fills it in. */
export async function fillInPlan(phone: Phone, plan: Plan): Promise<void> {
  const { page } = phone;
  await phone.goTo('首页');
  await page.getByRole('link', { name: /^安排活动/ }).click();
  await expect(page.getByLabel('为了什么、做什么')).toBeVisible();
  await phone.choose(plan.type);
  if (plan.place) await page.getByLabel('具体地点').fill(plan.place);
  if (plan.day) await page.getByLabel('日期', { exact: true }).fill(plan.day);
  if (plan.from) await page.getByLabel('开始', { exact: true }).fill(plan.from);
  if (plan.to) await page.getByLabel('结束', { exact: true }).fill(plan.to);
  if (plan.invite.length > 0) await invite(phone, plan.invite);
  await page.getByLabel('为了什么、做什么').fill(plan.forWhat);
}

async function invite({ page }: Phone, names: string[]): Promise<void> {
  await page.getByRole('button', { name: '添加委员' }).click();
  for (const name of names) {
    await page.getByLabel('拼音首字母或姓名').fill(name);
    await page.getByRole('dialog').getByRole('checkbox', { name }).check();
  }
  await page.getByRole('dialog').getByRole('button', { name: '好了' }).click();
}

/** Announces something; answers its record. */
export async function announce(phone: Phone, plan: Plan): Promise<string> {
  await fillInPlan(phone, plan);
  return send(phone);
}

/** Submits the form that is open; answers the record. */
export async function send(phone: Phone): Promise<string> {
  await phone.page.getByRole('button', { name: /^(发出邀请|提交)$/ }).click();
  await phone.isSaved();
  await expect(phone.page).toHaveURL(/\/app\/record\//);
  return new URL(phone.page.url()).pathname.split('/').at(-1) ?? '';
}

/** What waits for an answer among the messages, by the beginning of its text. */
export function message({ page }: Phone, text: string): Locator {
  return page.getByRole('article').filter({ hasText: text.split('。')[0] });
}
