import { randomBytes } from 'node:crypto';
import { Client } from '../other-client/client.ts';
import type { Account } from './demo.ts';

/** A venue with its convenor's own client, for what a story needs to be there. */
export interface VenueAtHand {
  name: string;
  feed: string;
  client: Client;
  /** Plans an activity for next week to which the convenor has given an answer. */
  plan(what: { narrative: string; invited: 'invited' | 'accepted' | 'leave' }): Promise<string>;
  /** An account that receives the venue's records and does not run it. */
  anotherMember(accounts: Account[]): Promise<Account>;
}

/** The venue that somebody runs. */
export async function venueOf(origin: string, convenor: Account): Promise<VenueAtHand> {
  const client = await signedIn(origin, convenor);
  const feed = await feedRunBy(origin, convenor);
  const id = feed.slice('venue:'.length);
  const rows = [...client.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
  const name = String(rows.find((row) => row.rec === id)?.body.name);
  return {
    name,
    feed,
    client,
    async plan({ narrative, invited }) {
      const day = new Date(Date.now() + 7 * 24 * 3_600_000).toISOString().slice(0, 10);
      const { rec } = client.write('activity', feed, {
        create: {
          type: 'consultation_meeting',
          phase: 'planned',
          start: `${day}T09:00`,
          venue: id,
          narrative,
          [`attendance:${client.user?.member}`]: invited,
        },
      });
      accepted(await client.sync());
      return rec;
    },
    async anotherMember(accounts) {
      for (const account of accounts.filter(({ role }) => role === 'member')) {
        const other = await signedIn(origin, account);
        if (other.feeds.has(feed)) return account;
      }
      throw new Error(`nobody else of ${name} may sign in`);
    },
  };
}

/** Somebody may run one venue and work at another. */
async function feedRunBy(origin: string, { login, password }: Account): Promise<string> {
  const body = JSON.stringify({ login, password, device: randomBytes(16).toString('hex') });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${origin}/api/v1/session`, { method: 'POST', headers, body });
  const { feeds } = (await answer.json()) as { feeds: { id: string; roles: string[] }[] };
  const run = feeds.find(({ id, roles }) => id.startsWith('venue:') && roles.includes('convenor'));
  if (!run) throw new Error(`${login} runs no venue`);
  return run.id;
}

/** Lets the office ask something of every venue. */
export async function askOfVenues(
  origin: string,
  staff: Account,
  { name, every, minimum }: { name: string; every: 'month' | 'quarter' | 'year'; minimum: number },
): Promise<void> {
  const office = await signedIn(origin, staff);
  office.write('quota', refOf(office), { create: { name, owner: 'venue', every, minimum, from: '2020-01-01' } });
  accepted(await office.sync());
}

/** Lets the office define a checklist for its venues. */
export async function askForChecklist(origin: string, staff: Account, name: string, items: string[]): Promise<void> {
  const office = await signedIn(origin, staff);
  const asked = Object.fromEntries(items.map((words, at) => [`item:${at + 1}`, words]));
  office.write('checklist', refOf(office), { create: { name, ...asked } });
  accepted(await office.sync());
}

export async function signedIn(origin: string, who: Account): Promise<Client> {
  const client = new Client(origin);
  await client.signIn(who.login, who.password);
  await client.sync();
  return client;
}

function refOf(client: Client): string {
  const feed = [...client.feeds.keys()].find((id) => id.startsWith('ref:'));
  if (!feed) throw new Error('no roster is granted');
  return feed;
}

function accepted(results: object[]): void {
  const refused = results.filter((result) => 'code' in result);
  if (refused.length > 0) throw new Error(`the server refused ${JSON.stringify(refused)}`);
}
