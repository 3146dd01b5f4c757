import type { People } from '../harness/people.ts';
import { type Body, Client } from '../other-client/client.ts';
import { expect } from '../harness/story.ts';

/** The committee's day, so many days ago, as `2026-05-04`. */
export function dayAgo(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
}

/** Signs in as somebody, without a browser. */
export async function clientOf(origin: string, { login, password }: { login: string; password: string }): Promise<Client> {
  const client = new Client(origin);
  await client.signIn(login, password);
  await client.sync();
  return client;
}

/** A whole activity of whoever the client is, at the venue of the people; `more` replaces and adds fields. */
export function activityOf(client: Client, { feed }: People, more: Body): Body {
  return {
    type: 'visit',
    phase: 'held',
    start: `${dayAgo(0)}T00:30`,
    venue: feed.slice('venue:'.length),
    [`attendance:${client.user?.member}`]: 'present',
    'measure:person_times': 4,
    ...more,
  };
}

/** Puts records before the reviewer without a phone; answers their ids. */
export async function hand(client: Client, people: People, records: Body[]): Promise<string[]> {
  const ops = records.map((more) => client.write('activity', people.feed, { create: activityOf(client, people, more) }));
  expect((await client.sync()).filter((result) => 'code' in result)).toEqual([]);
  return ops.map(({ rec }) => rec);
}
