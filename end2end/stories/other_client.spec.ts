import { Client, Refused, type Row } from '../other-client/client.ts';
import type { Account } from '../harness/demo.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';

async function signedIn(origin: string, who: Account): Promise<Client> {
  const client = new Client(origin);
  await client.signIn(who.login, who.password);
  await client.sync();
  return client;
}

function venueFeed(client: Client): string {
  const feed = [...client.feeds.keys()].find((id) => id.startsWith('venue:'));
  if (!feed) throw new Error('no venue is granted');
  return feed;
}

function visit(client: Client, feed: string) {
  return {
    type: 'visit',
    phase: 'held',
    start: '2026-05-04T09:00',
    venue: feed.slice('venue:'.length),
    [`attendance:${client.user?.member}`]: 'present',
    'measure:person_times': 6,
    narrative: '到柳林村走访三户群众。',
  };
}

test('a client written from the protocol page pulls everything it is granted and finds every digest right', async ({
  server,
  accounts,
}) => {
  const client = await signedIn(server.origin, the(accounts, 'member'));
  const kinds = new Set([...client.feeds.values()].flatMap((feed) => [...feed.rows.values()].map((row: Row) => row.kind)));
  const roster = ['committee', 'contact_unit', 'group', 'member', 'sector', 'sector_group', 'special_committee', 'venue'];
  const rules = ['checklist', 'quota'];
  const matters = ['consultation', 'hand_over', 'outcome', 'proposal', 'request', 'suggestion'];
  const work = ['activity', 'assignment', 'check', 'cluster', ...matters];
  expect([...kinds].filter((kind) => kind !== 'mirror').sort()).toEqual([...work, ...roster, ...rules].sort());
});

test('the same operations sent twice take effect once', async ({ server, accounts }) => {
  const client = await signedIn(server.origin, the(accounts, 'member'));
  const feed = venueFeed(client);
  const create = client.write('activity', feed, { create: visit(client, feed) });
  client.write('activity', feed, { patch: { 'measure:person_times': 8 } }, create.rec);
  const ops = [...client.outbox];
  const first = await client.roundTrip(ops);
  expect(first.results).toEqual([
    { n: 1, ver: 1 },
    { n: 2, ver: 2 },
  ]);
  expect((await client.roundTrip(ops)).results).toEqual(first.results);

  await client.sync();
  const row = client.feeds.get(feed)?.rows.get(create.rec);
  expect(row).toMatchObject({ ver: 2, body: { 'measure:person_times': 8, review: 'pending' }, conflicts: [] });
});

test('two devices that wrote without having seen each other both receive both numbers', async ({ server, accounts }) => {
  const who = the(accounts, 'member');
  const [one, two] = [await signedIn(server.origin, who), await signedIn(server.origin, who)];
  const feed = venueFeed(one);
  const { rec } = one.write('activity', feed, { create: visit(one, feed) });
  await one.sync();
  await two.sync();

  one.write('activity', feed, { patch: { 'measure:person_times': 18 } }, rec);
  two.write('activity', feed, { patch: { 'measure:person_times': 15 } }, rec);
  await one.sync();
  await two.sync();
  await one.sync();
  for (const client of [one, two]) {
    const row = client.feeds.get(feed)?.rows.get(rec);
    // Which of the two stands is up to their clocks.
    const stands = row?.body['measure:person_times'];
    expect([15, 18]).toContain(stands);
    expect(row?.conflicts).toMatchObject([{ field: 'measure:person_times', value: stands === 15 ? 18 : 15 }]);
  }
});

test('a bad operation is refused alone, and a gap in the numbers stops the batch', async ({ server, accounts }) => {
  const client = await signedIn(server.origin, the(accounts, 'member'));
  const feed = venueFeed(client);
  client.write('activity', feed, { create: { ...visit(client, feed), narrative: '' } });
  client.write('activity', feed, { create: visit(client, feed) });
  const [bad, good] = await client.sync();
  expect(bad).toMatchObject({ n: 1, code: expect.any(String) });
  expect(good).toEqual({ n: 2, ver: 1 });

  const late = { ...client.write('activity', feed, { create: visit(client, feed) }), n: 9 };
  const gap = await client.roundTrip([late]).catch((error: unknown) => error);
  expect(gap).toBeInstanceOf(Refused);
  expect(gap).toMatchObject({ status: 409, code: 'expected_n', detail: { n: 3 } });
});
