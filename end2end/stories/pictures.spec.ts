import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { Phone } from '../apps/phone.ts';
import { type Look, tourDesk, tourPhone } from '../apps/tour.ts';
import { test } from '../harness/story.ts';

const SHOTS = path.resolve(import.meta.dirname, '../shots');

/** Keeps a picture of every stop, for a person to look at. */
function camera(size: string): Look {
  return async (page: Page, stop: string) => {
    await mkdir(path.join(SHOTS, size), { recursive: true });
    await page.screenshot({ path: path.join(SHOTS, size, `${stop}.png`), animations: 'disabled' });
  };
}

test('pictures of the phone at 360 × 740', async ({ server, people, newPhone }) => {
  await tourPhone(newPhone('member', server.origin), people, camera('phone'));
});

test('pictures of the phone in the dark', async ({ server, people, newPhone }) => {
  await tourPhone(newPhone('member', server.origin, { colorScheme: 'dark' }), people, camera('phone-dark'));
});

test('pictures of the phone in large type at 412 × 915', async ({ server, people, newPhone }) => {
  const profile = newPhone('member', server.origin, { viewport: { width: 412, height: 915 } });
  await (await Phone.open(profile)).setLargeType();
  await tourPhone(profile, people, camera('phone-large'));
});

test('pictures of the desk at 1440 × 900', async ({ server, people, newDesk }) => {
  await tourDesk(newDesk('staff', server.origin), people, camera('desk'));
});

test('pictures of the desk in the dark', async ({ server, people, newDesk }) => {
  await tourDesk(newDesk('staff', server.origin, { colorScheme: 'dark' }), people, camera('desk-dark'));
});

test('a picture of the public page', async ({ server, newPhone, newDesk }) => {
  await camera('phone')(await newPhone('visitor', server.origin).open('/'), 'public');
  await camera('desk')(await newDesk('visitor', server.origin).open('/'), 'public');
});
