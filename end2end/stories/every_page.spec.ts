import type { Page } from '@playwright/test';
import { Phone } from '../apps/phone.ts';
import { type Convenor, type Look, tourConvenor, tourDesk, tourPhone } from '../apps/tour.ts';
import type { Account } from '../harness/demo.ts';
import { tourGathering } from '../apps/tour_gathering.ts';
import { tourWorkflows } from '../apps/tour_workflows.ts';
import { overhang, photograph, smallTargets, violations } from '../harness/inspect.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';
import { askForChecklist, askOfVenues, venueOf } from '../harness/venue.ts';

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

  test(`on every page about coming together axe finds nothing and a finger hits, ${colorScheme}`, async ({
    network,
    accounts,
    people,
    newPhone,
  }) => {
    const { look, found } = inspector(`phone-${colorScheme}`, TARGET);
    await tourGathering(newPhone('convenor', network.origin, { colorScheme }), people, the(accounts, 'convenor'), look);
    expect(found).toEqual([]);
  });

  test(`on every page of the desk axe finds nothing, ${colorScheme}`, async ({ server, people, newDesk }) => {
    const { look, found } = inspector(`desk-${colorScheme}`, 24);
    await tourDesk(newDesk('staff', server.origin, { colorScheme }), people, look);
    expect(found).toEqual([]);
  });
}

for (const [size, viewport, colorScheme, least] of [
  ['desk-light', { width: 1440, height: 900 }, 'light', 24],
  ['desk-dark', { width: 1440, height: 900 }, 'dark', 24],
  ['desk-on-phone', { width: 360, height: 740 }, 'light', TARGET],
] as const) {
  test(`on the pages about workflows axe finds nothing and a finger hits, ${size}`, async ({ server, people, newDesk }) => {
    const { look, found } = inspector(size, least);
    await tourWorkflows(newDesk('staff', server.origin, { viewport, colorScheme }), people.staff, look);
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

/** A venue with something asked of it, and its convenor. */
async function convenorOf(origin: string, accounts: Account[]): Promise<Convenor> {
  const [account, staff] = [the(accounts, 'convenor'), the(accounts, 'staff')];
  const venue = await venueOf(origin, account);
  await venue.plan({ narrative: '到上岭村商量水渠。', invited: 'accepted' });
  await askOfVenues(origin, staff, { name: '另设的要求', every: 'month', minimum: 40 });
  await askForChecklist(origin, staff, '挂牌清单', ['场地', '标识', '制度']);
  return { account, venue: venue.name, checklist: '挂牌清单' };
}

for (const [size, viewport, colorScheme] of [
  ['phone-light', { width: 360, height: 740 }, 'light'],
  ['phone-dark', { width: 360, height: 740 }, 'dark'],
  ['phone-large', { width: 412, height: 915 }, 'light'],
] as const) {
  test(`on a convenor's pages axe finds nothing and a finger hits, ${size}`, async ({ server, accounts, newPhone }) => {
    const profile = newPhone('convenor', server.origin, { viewport, colorScheme });
    if (size === 'phone-large') await (await Phone.open(profile)).setLargeType();
    const { look, found } = inspector(size, TARGET);
    await tourConvenor(profile, await convenorOf(server.origin, accounts), look);
    expect(found).toEqual([]);
  });
}

test('in large type axe finds nothing on the pages about coming together', async ({ network, accounts, people, newPhone }) => {
  const profile = newPhone('convenor', network.origin, { viewport: { width: 412, height: 915 } });
  await (await Phone.open(profile)).setLargeType();
  const { look, found } = inspector('phone-large', TARGET);
  await tourGathering(profile, people, the(accounts, 'convenor'), look);
  expect(found).toEqual([]);
});

test('large type fits the narrowest phone where people come together', async ({ network, accounts, people, newPhone }) => {
  const profile = newPhone('convenor', network.origin);
  await (await Phone.open(profile)).setLargeType();
  await tourGathering(profile, people, the(accounts, 'convenor'), async (page, stop) =>
    expect(await overhang(page), stop).toBeLessThanOrEqual(0),
  );
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
