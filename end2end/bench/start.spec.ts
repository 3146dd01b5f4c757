import { appendFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Phone } from '../apps/phone.ts';
import { CPU_SLOWDOWN, SLOW_4G, slowDown } from '../harness/mid_phone.ts';
import type { Network } from '../harness/network.ts';
import type { Profile } from '../harness/profile.ts';
import { expect, test } from '../harness/story.ts';

const COLD_STARTS = 5;
const LATER_STARTS = 9;

/** One way to start, as often as it was tried. */
interface Starts {
  name: string;
  goal: number;
  /** Milliseconds until it can be used. */
  times: number[];
  /** Bytes that came over the line. */
  bytes: number[];
}

/** Milliseconds from the start of the navigation until the page shows what it is used by. */
async function start(profile: Profile, words: string): Promise<{ page: Page; time: number }> {
  const page = await profile.blank();
  await slowDown(page);
  await page.addInitScript((words) => {
    const look = () => {
      if (document.body?.textContent?.includes(words)) document.documentElement.dataset.usableAt = String(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  }, words);
  await page.goto(`${profile.origin}/app`);
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-usable-at', /\d/);
  return { page, time: Number(await root.getAttribute('data-usable-at')) };
}

/** Starts again and again on a phone that has been used before. */
async function startLater(profile: Profile, network: Network, name: string): Promise<Starts> {
  const starts: Starts = { name, goal: 1_000, times: [], bytes: [] };
  for (let round = 0; round < LATER_STARTS; round += 1) {
    const before = network.bytes;
    const { page, time } = await start(profile, '记一次活动');
    starts.times.push(time);
    starts.bytes.push(network.bytes - before);
    await page.close();
  }
  return starts;
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The starts as a table; what is under the goal stands in hundredths of it, since milliseconds are this machine's. */
function table(all: Starts[]): string {
  const line = (cells: string[]) => {
    const [first = '', ...rest] = cells;
    return `| ${[first.padEnd(32), ...rest.map((cell) => cell.padStart(9))].join(' | ')} |`;
  };
  const head = line(['start on a mid phone', 'rounds', 'p50 ms', 'slowest', 'of goal', 'p50 KB']);
  const lines = all.map(({ name, goal, times, bytes }) => {
    const half = median(times);
    const cells = [times.length, half.toFixed(0), Math.max(...times).toFixed(0), `${((half / goal) * 100).toFixed(0)} %`];
    return line([name, ...cells.map(String), (median(bytes) / 1000).toFixed(1)]);
  });
  const rule = head.replaceAll(/[^|]/g, '-');
  const mid = `${CPU_SLOWDOWN} times slower, ${(SLOW_4G.rate * 8) / 1e6} Mbit/s, ${SLOW_4G.latency} ms`;
  return [head, rule, ...lines, `a mid phone: ${mid}; the goals are 4000 ms for a first visit, 1000 ms for a later start`].join('\n');
}

test('starts, cold, warm and offline', async ({ network, people, newPhone }) => {
  network.slowDown(SLOW_4G);
  const cold: Starts = { name: 'first visit, to the sign-in', goal: 4_000, times: [], bytes: [] };
  for (let round = 0; round < COLD_STARTS; round += 1) {
    const before = network.bytes;
    const profile = newPhone(`cold-${round}`, network.origin);
    const { time } = await start(profile, '账号');
    cold.times.push(time);
    cold.bytes.push(network.bytes - before);
    await profile.close();
  }

  const profile = newPhone('member', network.origin);
  const phone = await Phone.open(profile);
  await phone.signIn(people.member);
  // A page of the app that stays open would keep the storage from the next; an empty one keeps the browser running.
  await phone.page.goto('about:blank');
  const warm = await startLater(profile, network, 'later start, online');
  await network.cut();
  const offline = await startLater(profile, network, 'later start, offline');

  const figures = table([cold, warm, offline]);
  console.log(`\n${figures}\n`);
  const file = process.env.SHANGLIANG_FIGURES;
  if (file) await appendFile(file, `${figures}\n`);
});
