import type { Page } from '@playwright/test';
import { Phone } from '../apps/phone.ts';
import { type Look, tourDesk, tourPhone } from '../apps/tour.ts';
import { overhang, photograph, smallTargets, violations } from '../harness/inspect.ts';
import { expect, test } from '../harness/story.ts';

/** What a finger needs, in CSS pixels; the large type asks for 60 of main targets only. */
const TARGET = 44;

/** Looks at a page as axe, a finger and a camera do, and collects what is wrong. */
function inspector(size: string, leastTarget: number): { look: Look; found: string[] } {
  const found: string[] = [];
  const look = async (page: Page, stop: string) => {
    await photograph(page, size, stop);
    const wrong = [...(await violations(page)), ...(await smallTargets(page, leastTarget))];
    const wide = await overhang(page);
    if (wide > 0) wrong.push(`is ${wide} px wider than the window`);
    found.push(...wrong.map((what) => `${stop}: ${what}`));
  };
  return { look, found };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`on every page of the phone axe finds nothing and a finger hits, ${colorScheme}`, async ({
    network,
    people,
    newPhone,
  }) => {
    const { look, found } = inspector(`phone-${colorScheme}`, TARGET);
    await tourPhone(newPhone('member', network.origin, { colorScheme }), people, network, look);
    expect(found).toEqual([]);
  });

  test(`on every page of the desk axe finds nothing, ${colorScheme}`, async ({ server, people, newDesk }) => {
    const { look, found } = inspector(`desk-${colorScheme}`, 24);
    await tourDesk(newDesk('staff', server.origin, { colorScheme }), people, look);
    expect(found).toEqual([]);
  });
}

test('in large type axe finds nothing and a finger hits', async ({ network, people, newPhone }) => {
  const profile = newPhone('member', network.origin, { viewport: { width: 412, height: 915 } });
  await (await Phone.open(profile)).setLargeType();
  const { look, found } = inspector('phone-large', TARGET);
  await tourPhone(profile, people, network, look);
  expect(found).toEqual([]);
});

test('large type fits the narrowest phone', async ({ network, people, newPhone }) => {
  const profile = newPhone('member', network.origin);
  await (await Phone.open(profile)).setLargeType();
  await tourPhone(profile, people, network, async (page, stop) =>
    expect(await overhang(page), stop).toBeLessThanOrEqual(0),
  );
});

test('on the public page axe finds nothing', async ({ server, newPhone, newDesk }) => {
  for (const [size, profile] of [
    ['phone-light', newPhone('phone', server.origin)],
    ['desk-light', newDesk('desk', server.origin)],
  ] as const) {
    const { look, found } = inspector(size, 24);
    await look(await profile.open('/'), 'public');
    expect(found).toEqual([]);
  }
});
