import { expect } from '@playwright/test';
import type { Account } from '../harness/demo.ts';
import type { Profile } from '../harness/profile.ts';
import { Desk } from './desk.ts';
import type { Look } from './tour.ts';
import { WorkflowDesk } from './workflow.ts';

/** Goes through the workflows at the desk: the list, one of them, and writing a new version with something wrong in it. */
export async function tourWorkflows(profile: Profile, staff: Account, look: Look): Promise<void> {
  const desk = await Desk.start(profile);
  await desk.signIn(staff);
  const { page } = desk;
  const workflows = await WorkflowDesk.open(desk);
  await look(page, 'workflows');
  await workflows.read('微协商');
  await look(page, 'workflow');
  await page.getByRole('button', { name: '另立新版，取代它' }).click();
  await expect(workflows.name).toBeVisible();
  await look(page, 'workflow-writing');
  await workflows.asks('建议', '', '日期');
  await (await workflows.openStep('协商')).getByRole('button', { name: '去掉这个环节' }).click();
  await workflows.putToUse();
  await expect(page.getByRole('alert')).toContainText('还不能启用');
  await workflows.openStep('建议');
  await look(page, 'workflow-wrong');
  await page.getByRole('link', { name: '全部流程' }).click();
  await expect(page.getByRole('table', { name: '没写完的' })).toBeVisible();
  await look(page, 'workflows-unfinished');
  await page.getByRole('table', { name: '没写完的' }).getByRole('link').click();
  await page.getByRole('button', { name: '不要这份草稿' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'workflow-throw-away');
  await page.getByRole('dialog').getByRole('button', { name: '扔掉' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '流程' })).toBeVisible();
}
