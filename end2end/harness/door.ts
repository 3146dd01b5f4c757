import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Body } from '../other-client/client.ts';

interface Door {
  anchor: string;
  from: number;
  every: number;
  steps: number;
}

/**
 * The path that the QR code of a door holds now, worked out from the secret on the phone that shows it. A unit test of
 * the app reads the drawn code with another library; a browser without a camera cannot.
 */
export async function pathAtTheDoor(page: Page, rec: string, feed: string, body: Body): Promise<string> {
  const kept = await page.evaluate((rec) => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('door:') && name.endsWith(rec));
    return key && localStorage.getItem(key);
  }, rec);
  if (!kept) throw new Error('this phone opened no door');
  const door = body.door as Door;
  const step = Math.floor((Date.now() - door.from) / door.every) + 1;
  let code = Buffer.from(JSON.parse(kept), 'hex');
  for (let left = door.steps - step; left > 0; left -= 1) {
    code = createHash('sha256').update(code).digest().subarray(0, 16);
  }
  return `/app/sign-in/${feed}/${rec}/${step}/${code.toString('hex')}`;
}
