import { Client } from '../other-client/client.ts';
import type { Account } from './demo.ts';

/** Two members of one venue and the office, taken from the demonstration committee. */
export interface People {
  member: Account;
  colleague: Account;
  staff: Account;
  leader: Account;
  /** The venue's name. */
  venue: string;
  /** Its feed, `venue:<id>`. */
  feed: string;
}

/** Finds two members who share a venue by asking the server as each of them. */
export async function findPeople(origin: string, accounts: Account[]): Promise<People> {
  const members = accounts.filter(({ role }) => role === 'member');
  const homes = new Map<string, Account>();
  for (const member of members) {
    const client = new Client(origin);
    await client.signIn(member.login, member.password);
    await client.sync();
    for (const feed of client.feeds.keys()) {
      if (!feed.startsWith('venue:')) continue;
      const other = homes.get(feed);
      if (other) {
        const rows = [...client.feeds.values()].flatMap(({ rows }) => [...rows.values()]);
        const venue = rows.find((row) => row.kind === 'venue' && `venue:${row.rec}` === feed);
        return {
          member: other,
          colleague: member,
          staff: the(accounts, 'staff'),
          leader: the(accounts, 'leader'),
          venue: String(venue?.body.name),
          feed,
        };
      }
      homes.set(feed, member);
    }
  }
  throw new Error('no two members of the demonstration share a venue');
}

/** The first account of a role. */
export function the(accounts: Account[], role: Account['role']): Account {
  const found = accounts.find((account) => account.role === role);
  if (!found) throw new Error(`the demonstration has no ${role}`);
  return found;
}
