import { type Body, Client, type Row } from '../other-client/client.ts';
import type { Account } from './demo.ts';

/** Somebody signed in through the protocol, for what a story does not do on a screen. */
export class Signed {
  private constructor(readonly client: Client) {}

  static async in(origin: string, account: Pick<Account, 'login' | 'password'>): Promise<Signed> {
    const client = new Client(origin);
    await client.signIn(account.login, account.password);
    await client.sync();
    return new Signed(client);
  }

  /** A record as the server has it now, where the account receives its feed. */
  async row(feed: string, rec: string): Promise<Row | undefined> {
    await this.client.sync();
    return this.client.feeds.get(feed)?.rows.get(rec);
  }

  /** How often each narrative stands in the records that the account receives. */
  async narratives(): Promise<Map<unknown, number>> {
    await this.client.sync();
    const rows = [...this.client.feeds.values()].flatMap((feed) => [...feed.rows.values()]);
    const counts = new Map<unknown, number>();
    for (const { body } of rows.filter(({ del }) => !del)) {
      counts.set(body.narrative, (counts.get(body.narrative) ?? 0) + 1);
    }
    return counts;
  }

  /** Approves a record in the version that was read elsewhere. */
  async approve(feed: string, rec: string, ver: number): Promise<void> {
    await this.change(feed, rec, ver, { review: 'approved' });
  }

  /** Changes a record in the version that was read elsewhere. */
  async change(feed: string, rec: string, ver: number, patch: Body): Promise<void> {
    const op = this.client.write('activity', feed, { patch }, rec);
    this.client.outbox.splice(0);
    const { results } = await this.client.roundTrip([{ ...op, base: ver }]);
    const [result] = results;
    if (!result || !('ver' in result)) throw new Error(`not taken: ${JSON.stringify(result)}`);
  }
}
