import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const SHOTS = path.resolve(import.meta.dirname, '../shots');

/** Keeps a picture of a page for a person to look at: of its window, or of the whole page. */
export async function photograph(page: Page, size: string, stop: string, fullPage = false): Promise<void> {
  await mkdir(path.join(SHOTS, size), { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, size, `${stop}.png`), animations: 'disabled', fullPage });
}

/** What axe finds on a page, in lines short enough to read. */
export async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}

/** Things to touch that are smaller than `least` CSS pixels; a link within a sentence is as high as its line. */
export function smallTargets(page: Page, least: number, within = 'body'): Promise<string[]> {
  return page.locator(within).evaluate((within, least) => {
    const touchable = 'a[href], button, input, select, textarea, summary, [role=button], [role=radio], [role=tab]';
    const touched = (element: HTMLElement) =>
      element instanceof HTMLInputElement && /radio|checkbox/.test(element.type) ? (element.labels?.[0] ?? element) : element;
    // What is laid over an element by `::after` is hit as the element is.
    const reach = (element: HTMLElement) => {
      const { width, height } = element.getBoundingClientRect();
      const over = getComputedStyle(element, '::after');
      const laid = over.content !== 'none' && over.position === 'absolute';
      const more = (length: string) => (laid ? Number.parseFloat(length) || 0 : 0);
      return { width: Math.max(width, more(over.width)), height: Math.max(height, more(over.height)) };
    };
    return [...within.querySelectorAll<HTMLElement>(touchable)]
      .map(touched)
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('p'))
      .map((element) => ({ element, box: reach(element) }))
      .filter(({ box }) => box.width > 1 && (box.width < least - 0.5 || box.height < least - 0.5))
      .map(({ element, box }) => {
        const name = element.getAttribute('aria-label') ?? element.innerText;
        return `${element.tagName.toLowerCase()} “${name.trim().slice(0, 20)}” is ${Math.round(box.width)} × ${Math.round(box.height)}`;
      });
  }, least);
}

/** By how many CSS pixels a page is wider than its window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
