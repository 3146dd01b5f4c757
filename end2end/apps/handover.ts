import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { Phone } from './phone.ts';

export const PASSPHRASE = '柳林村的水渠 1998';

/** A file as somebody carries it from one device to another. */
export interface Carried {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** From wherever it is to the page that exports, and to the file. */
export async function exported(phone: Phone, passphrase = PASSPHRASE): Promise<Carried> {
  const { page } = phone;
  await phone.goTo('我的');
  await page.getByRole('link', { name: '导出没上传的内容' }).click();
  await page.getByLabel('口令', { exact: true }).fill(passphrase);
  await page.getByLabel('再输一遍口令').fill(passphrase);
  await page.getByRole('button', { name: '生成文件' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '保存文件' }).click()]);
  return { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer: await readFile(await download.path()) };
}

/** From wherever it is to what is in a file; nothing is taken in yet. */
export async function openFile(phone: Phone, file: Carried, passphrase = PASSPHRASE): Promise<void> {
  const { page } = phone;
  await phone.goTo('我的');
  await page.getByRole('link', { name: '导入别的手机的内容' }).click();
  await page.getByLabel('选文件').setInputFiles([file]);
  await page.getByLabel('口令', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: '打开文件' }).click();
}

/** Takes in what was opened. */
export async function takeIn({ page }: Phone): Promise<void> {
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await expect(page.getByRole('heading', { name: '导入完成' })).toBeVisible({ timeout: 30_000 });
}
