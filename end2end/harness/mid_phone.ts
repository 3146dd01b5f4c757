import type { Page } from '@playwright/test';
import type { Slowness } from './network.ts';

/** How many times slower than this machine the mid phone of the goals is. */
export const CPU_SLOWDOWN = 4;

/** 1.6 Mbit/s, 150 ms away. */
export const SLOW_4G: Slowness = { latency: 150, rate: 200_000 };

/** From now on the page computes like a mid phone. Its service worker does not: the browser slows one page at a time. */
export async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
}
