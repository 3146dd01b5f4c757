import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { tourDesk, tourPhone } from '../apps/tour.ts';
import { Phone } from '../apps/phone.ts';
import { expect, test } from '../harness/story.ts';

/** What a finger needs, in CSS pixels. */
const TARGET = 44;
const LARGE_TARGET = 60;

/** What axe finds on a page, in lines short enough to read. */
async function violations(page: Page, stop: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${stop}: ${id} at ${target}: ${failureSummary}`));
}

/** Things to touch that are smaller than a finger needs; links within a sentence are as high as their line. */
function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const touchable = 'a[href], button, input, select, textarea, summary, [role=button], [role=radio], [role=tab]';
    return [...document.querySelectorAll<HTMLElement>(touchable)]
      .map((element) => (element instanceof HTMLInputElement && /radio|checkbox/.test(element.type) ? (element.labels?.[0] ?? element) : element))
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('p'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.width < least - 0.5 || box.height < least - 0.5))
      .map(({ element, box }) => {
        const name = element.getAttribute('aria-label') ?? element.innerText;
        return `${element.tagName.toLowerCase()} “${name.trim().slice(0, 20)}” is ${Math.round(box.width)} × ${Math.round(box.height)}`;
      });
  }, least);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page of the phone, ${colorScheme}, and every target is large enough`, async ({
    server,
    people,
    newPhone,
  }) => {
    const found: string[] = [];
    await tourPhone(newPhone('member', server.origin, { colorScheme }), people, async (page, stop) => {
      found.push(...(await violations(page, stop)));
      found.push(...(await smallTargets(page, TARGET)).map((target) => `${stop}: ${target}`));
    });
    expect(found).toEqual([]);
  });

  test(`axe finds nothing on any page of the desk, ${colorScheme}`, async ({ server, people, newDesk }) => {
    const found: string[] = [];
    await tourDesk(newDesk('staff', server.origin, { colorScheme }), people, async (page, stop) => {
      found.push(...(await violations(page, stop)));
    });
    expect(found).toEqual([]);
  });
}

test('axe finds nothing in large type, and the main targets are larger', async ({ server, people, newPhone }) => {
  const profile = newPhone('member', server.origin, { viewport: { width: 412, height: 915 } });
  const phone = await Phone.open(profile);
  await phone.setLargeType();
  const found: string[] = [];
  await tourPhone(profile, people, async (page, stop) => {
    found.push(...(await violations(page, stop)));
    found.push(...(await smallTargets(page, LARGE_TARGET)).map((target) => `${stop}: ${target}`));
  });
  expect(found).toEqual([]);
});

test('nothing is wider than the phone, also in large type', async ({ server, people, newPhone }) => {
  for (const large of [false, true]) {
    const profile = newPhone(`narrow-${large}`, server.origin);
    if (large) await (await Phone.open(profile)).setLargeType();
    await tourPhone(profile, people, async (page, stop) => {
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(sideways, stop).toBeLessThanOrEqual(0);
    });
    await profile.close();
  }
});
