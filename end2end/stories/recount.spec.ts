import { Client } from '../other-client/client.ts';
import { the } from '../harness/people.ts';
import { expect, test } from '../harness/story.ts';
import { type Figures, figures, lastDay, periods } from '../recount/definitions.ts';
import { type Line, requirements } from '../recount/requirements.ts';
import { type Recount, recount } from '../recount/server.ts';

/** The published year of the demonstration, and the first with a whole year before the one told. */
const PUBLISHED = '2022';
const PARTS = ['venue', 'member', 'sector', 'special_committee', 'sector_group', 'group', 'cluster', 'contact_unit'];

interface Split {
  lines: { scope: Record<string, string>; figures: Figures }[];
  total: Figures;
  as_of: number;
}

/** What the server says differently from what was counted, in lines that a person can follow. */
async function differences(client: Client, counted: Recount, scope: string, asked: string[]): Promise<string[]> {
  const wrong: string[] = [];
  const compare = (period: string, of: string, said: Figures) => {
    const ours = figures(counted.facts, period, of);
    if (JSON.stringify(ordered(said)) !== JSON.stringify(ordered(ours))) {
      wrong.push(`${period} ${of}: the server says ${JSON.stringify(said)}, the operations say ${JSON.stringify(ours)}`);
    }
  };
  for (const period of asked) {
    for (const by of PARTS) {
      const split = await client.read<Split>(`/api/v1/figures/split?period=${period}&scope=${scope}&by=${by}`);
      compare(period, scope, split.total);
      for (const { scope: part, figures: said } of split.lines) compare(period, written(part), said);
    }
  }
  return wrong;
}

interface Overview {
  quotas: { quota: string; period: string; lines: (Line & { scope: Record<string, string> })[] }[];
}

/** What the server says of each requirement, and what was counted, in the same words. */
async function attainment(client: Client, { records, facts }: Recount, committee: string, period: string, on: string) {
  const { quotas } = await client.read<Overview>(`/api/v1/overview?period=${period}&scope=committee:${committee}`);
  const words = (quota: string, of: string, lines: Iterable<readonly [string, Line]>) =>
    [...lines].map(([owner, { due, approved, pending }]) => `${quota} ${of} ${owner}: ${due} ${approved} ${pending}`);
  const said = quotas.flatMap(({ quota, period, lines }) =>
    words(quota, period, lines.map((line) => [written(line.scope), line] as const)),
  );
  const counted = requirements(records, facts, committee, on).flatMap(({ quota, period, lines }) => words(quota, period, lines));
  return { said: said.sort(), counted: counted.sort() };
}

/** `{"venue": "<id>"}` as it is written in addresses. */
function written(scope: Record<string, string>): string {
  const [[sort, id]] = Object.entries(scope) as [[string, string]];
  return `${sort}:${id}`;
}

function ordered(said: Figures): [string, number, number][] {
  return Object.entries(said)
    .map(([id, { approved, pending }]): [string, number, number] => [id, approved, pending])
    .sort();
}

/** Waits until everything written is in the figures. */
async function settled(client: Client, scope: string): Promise<void> {
  const since = Date.now();
  await expect
    .poll(async () => (await client.read<Split>(`/api/v1/figures/split?period=2022&scope=${scope}&by=venue`)).as_of)
    .toBeGreaterThanOrEqual(since);
}

test('every figure of the demonstration equals what another program counts from the operations alone', async ({
  server,
  accounts,
}) => {
  test.setTimeout(240_000);
  const client = new Client(server.origin);
  const staff = the(accounts, 'staff');
  await client.signIn(staff.login, staff.password);
  const counted = await recount(server.data);
  const year = new Date().getFullYear();
  const asked = [...periods(Number(PUBLISHED), Number(PUBLISHED)), ...periods(year - 1, year)];
  const scope = `committee:${await committeeOf(client)}`;
  await settled(client, scope);
  expect(await differences(client, counted, scope, asked)).toEqual([]);

  const city = new Client(server.origin);
  const leader = accounts.findLast(({ role }) => role === 'leader')!;
  await city.signIn(leader.login, leader.password);
  const above = `committee:${await committeeOf(city)}`;
  expect(above).not.toBe(scope);
  const split = await city.read<Split>(`/api/v1/figures/split?period=${year}&scope=${above}&by=committee`);
  expect(ordered(split.total)).toEqual(ordered(figures(counted.facts, String(year), above)));
  for (const { scope: part, figures: said } of split.lines) {
    expect(ordered(said)).toEqual(ordered(figures(counted.facts, String(year), written(part))));
  }
});

test('what each member and venue owes and has done equals what another program counts', async ({ server, accounts }) => {
  test.setTimeout(120_000);
  const client = new Client(server.origin);
  const staff = the(accounts, 'staff');
  await client.signIn(staff.login, staff.password);
  const counted = await recount(server.data);
  const committee = await committeeOf(client);
  await settled(client, `committee:${committee}`);
  const year = new Date().getFullYear();
  // A period that is over is judged by its last day.
  const asked = [...periods(Number(PUBLISHED), Number(PUBLISHED)), ...periods(year - 1, year - 1)];
  let lines = 0;
  for (const period of asked) {
    const on = lastDay(period);
    const { said, counted: ours } = await attainment(client, counted, committee, period, on);
    expect(said, `requirements of ${period} as of ${on}`).toEqual(ours);
    lines += ours.length;
  }
  expect(lines).toBeGreaterThan(100);
});

test('the operations of 2022 give the published year, and one that is taken out is missing on both sides', async ({
  server,
  accounts,
}) => {
  const client = new Client(server.origin);
  const staff = the(accounts, 'staff');
  await client.signIn(staff.login, staff.password);
  await client.sync();
  const before = await recount(server.data);
  const scope = `committee:${await committeeOf(client)}`;
  expect(published(before, scope)).toEqual({ studios: 5, sessions: 23, groups: 18, activities: 67, visited: 181, solved: 230 });

  const [visit] = before.facts.filter(({ day, type }) => day.startsWith(PUBLISHED) && type === 'member_visit');
  const record = before.records.get(visit!.rec)!;
  const patch = { review: 'void', review_reason: '与另一条重复' };
  const op = client.write('activity', record.feed, { patch }, record.rec);
  // Who takes a record out must have read it, which lies at the server.
  const read = await client.read<{ record: { ver: number } }>(`/api/v1/records/${record.rec}`);
  Object.assign(op, { base: read.record.ver });
  const results = await client.sync();
  expect(results).toEqual([{ n: op.n, ver: expect.any(Number) }]);

  const after = await recount(server.data);
  const { person_times, problems_solved } = visit!.amounts;
  expect(published(after, scope)).toMatchObject({ visited: 181 - person_times, solved: 230 - problems_solved });
  await settled(client, scope);
  expect(await differences(client, after, scope, [PUBLISHED])).toEqual([]);
});

/** What the published year says, counted from the operations. */
function published({ records, facts }: Recount, committee: string) {
  const venues = (type: string) => {
    const roster = [...records.values()].filter(({ feed, deleted }) => feed === committee.replace('committee:', 'ref:') && !deleted);
    const found = roster.filter(({ kind, body }) => kind === 'venue' && body.type === type);
    return new Set(found.map(({ rec }) => `venue:${rec}`));
  };
  const [studios, groups] = [venues('member_studio'), venues('township_liaison_group')];
  const inYear = facts.filter(({ day, state }) => day.startsWith(PUBLISHED) && state === 'approved');
  const counting = inYear.filter(({ scopes }) => scopes.has(committee));
  const at = (venues: Set<string>) => counting.filter(({ scopes }) => [...scopes].some((scope) => venues.has(scope))).length;
  const visits = counting.filter(({ type }) => type === 'member_visit');
  const sum = (of: 'person_times' | 'problems_solved') => visits.reduce((sum, { amounts }) => sum + amounts[of], 0);
  return {
    studios: studios.size,
    sessions: at(studios),
    groups: groups.size,
    activities: at(groups),
    visited: sum('person_times'),
    solved: sum('problems_solved'),
  };
}

/** The committee that somebody belongs to, as the own feeds say. */
async function committeeOf(client: Client): Promise<string> {
  const { feeds } = await client.read<{ feeds: { id: string }[] }>('/api/v1/session');
  const roster = feeds.find(({ id }) => id.startsWith('ref:'));
  return roster!.id.slice('ref:'.length);
}
