import { appendFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { clientOf } from '../apps/office.ts';
import { Phone } from '../apps/phone.ts';
import { CPU_SLOWDOWN, slowDown } from '../harness/mid_phone.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';

const MEMBERS = Number(process.env.SHANGLIANG_MEMBERS ?? 20_000);
const ACTIVITIES = Number(process.env.SHANGLIANG_ACTIVITIES ?? 5_000);

/** A task of the page longer than this is felt. */
const FELT = 50;

/** From now on the page writes down how long its long tasks take, in milliseconds. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
      buffered: true,
    });
  });
}

/** The long tasks so far, the longest first. */
async function longTasks(page: Page): Promise<number[]> {
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  return tasks.toSorted((one, other) => other - one);
}

test('a first sync of a large roster and a busy venue', async ({ network, server, accounts, people, newPhone }) => {
  const staff = await clientOf(server.origin, the(accounts, 'staff'));
  const roster = [...staff.feeds.keys()].find((feed) => feed.startsWith('ref:'))!;
  for (let n = 0; n < MEMBERS; n += 1) {
    staff.write('member', roster, { create: { name: `委员${n}`, position: `第${n % 400}村村民委员会主任，种粮大户`, phone: `1390000${n}` } });
  }
  const author = await clientOf(server.origin, people.member);
  for (let n = 0; n < ACTIVITIES; n += 1) {
    const start = `2026-${String((n % 10) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}T09:00`;
    const narrative = `到第${n % 60}组看望${n % 9}户老人，听大家说冬季取暖、用药和通村路的事，要紧的${n % 4}件当场办了。`;
    const present = { [`attendance:${author.user?.member}`]: 'present' };
    const body = { type: 'visit', phase: 'held', start, venue: people.feed.slice('venue:'.length), narrative, ...present };
    author.write('activity', people.feed, { create: body });
  }
  const results = [...(await staff.sync()), ...(await author.sync())];
  expect(results.filter((result) => !('ver' in result))).toEqual([]);

  const profile = newPhone('large', network.origin);
  let page = await profile.blank();
  await watch(page);
  await slowDown(page);
  await page.goto(`${profile.origin}/app`);
  let phone = new Phone(page);
  await phone.giveCredentials(people.colleague);
  await expect(phone.recordButton).toBeVisible();
  await page.evaluate(() => ((window as unknown as { tasks: number[] }).tasks.length = 0));
  const began = Date.now();
  // A third of it, then the browser is gone.
  await expect.poll(() => network.bytes, { timeout: 300_000, intervals: [50] }).toBeGreaterThan(900_000);
  const first = await longTasks(page);
  const received = network.bytes;
  await profile.kill();

  page = await profile.blank();
  await watch(page);
  await slowDown(page);
  await page.goto(`${profile.origin}/app`);
  phone = new Phone(page);
  // A browser writes its cookies down every half minute: killed before that, it has forgotten that somebody signed in.
  await expect(phone.syncLine).toContainText(/登录已过期|全部已上传|正在接收/);
  if (await phone.expired.isVisible()) await phone.signInAgain(people.colleague);
  await expect(phone.syncLine).toContainText('全部已上传', { timeout: 600_000 });
  const tasks = [...first, ...(await longTasks(page))].toSorted((one, other) => other - one);
  const seconds = (Date.now() - began) / 1_000;
  const felt = tasks.filter((task) => task > FELT);
  const words = [
    `a first sync of ${MEMBERS} members and ${ACTIVITIES} activities, killed after ${(received / 1e6).toFixed(1)} MB and gone on with:`,
    `${seconds.toFixed(0)} s, ${(network.bytes / 1e6).toFixed(1)} MB in all, ${CPU_SLOWDOWN} times slower;`,
    `${felt.length} tasks over ${FELT} ms, the longest ${tasks.slice(0, 5).map((task) => task.toFixed(0)).join(', ')} ms`,
  ].join(' ');
  console.log(`\n${words}\n`);
  const file = process.env.SHANGLIANG_FIGURES;
  if (file) await appendFile(file, `${words}\n`);
});
