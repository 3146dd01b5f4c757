/**
 * A whole client of the sync protocol in another language than the server's, written from docs/sync.md alone.
 * It keeps its state in memory and shows what such a client has to do, no more.
 */
import { createHash, randomBytes } from 'node:crypto';

export type Body = Record<string, unknown>;
export type Act = { create: Body } | { patch: Body } | { add: SetElement } | { remove: SetElement } | { delete: object };

interface SetElement {
  set: string;
  elem: string;
}

export interface Op {
  n: number;
  rec: string;
  kind: string;
  feed: string;
  base: number;
  epoch: string | null;
  hlc: string;
  schema: 1;
  act: Act;
}

export interface Row {
  rec: string;
  kind: string;
  ver: number;
  seq: number;
  del: boolean;
  body: Body;
  conflicts: { field: string; value: unknown; by: string; at: number }[];
}

export type Result = { n: number } & ({ ver: number } | { code: string; detail: object } | { held: true });

interface Grant {
  id: string;
  roles: string[];
}

interface Page {
  reset: boolean;
  changes: Row[];
  seq: number;
  more: boolean;
  count?: number;
  digest?: string;
}

interface Reply {
  epoch: string;
  now: number;
  results: Result[];
  grants: null | { hash: string; feeds: Grant[] };
  feeds: Record<string, Page>;
  missing_blobs: string[];
}

interface Feed {
  seq: number;
  rows: Map<string, Row>;
}

/** An answer of the server that is not a success. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: { n?: number },
  ) {
    super(`${status} ${code}`);
  }
}

export class Client {
  readonly device = randomBytes(16).toString('hex');
  readonly feeds = new Map<string, Feed>();
  readonly outbox: Op[] = [];
  user: { id: string; name: string; member: string | null } | undefined;
  /** For requests beside the protocol. */
  token = '';
  private epoch: string | null = null;
  private grants: string | null = null;
  private nextN = 1;
  private clock = 0n;
  /** The server's clock minus this one's, in milliseconds. */
  private ahead = 0;

  constructor(private readonly origin: string) {}

  async signIn(login: string, password: string): Promise<void> {
    const answer = await this.post<{ token: string; user: Client['user'] }>('/api/v1/session', {
      login,
      password,
      device: this.device,
    });
    this.token = answer.token;
    this.user = answer.user;
  }

  /** Asks one of the desk's queries. */
  async read<T>(path: string): Promise<T> {
    const response = await fetch(this.origin + path, { headers: { Authorization: `Bearer ${this.token}` } });
    const body = await response.json();
    if (!response.ok) throw new Refused(response.status, body.code, body.detail);
    return body as T;
  }

  /** Puts an operation on a record into the outbox; on a new record when `rec` is left out. */
  write(kind: string, feed: string, act: Act, rec: string = newId()): Op {
    const base = this.feeds.get(feed)?.rows.get(rec)?.ver ?? 0;
    const op: Op = { n: this.nextN, rec, kind, feed, base, epoch: this.epoch, hlc: this.tick(), schema: 1, act };
    this.nextN += 1;
    this.outbox.push(op);
    return op;
  }

  /** Sends what waits and takes in what is new, until both sides have nothing more to say. */
  async sync(): Promise<Result[]> {
    const results: Result[] = [];
    for (;;) {
      const ops = this.outbox.slice(0, 500);
      const reply = await this.roundTrip(ops);
      // Only what was answered leaves the outbox: without an answer the same operations go again.
      this.outbox.splice(0, ops.length);
      results.push(...reply.results);
      const more = this.takeIn(reply);
      if (!more && this.outbox.length === 0) return results;
    }
  }

  /** One request; what it brings is not taken in. */
  async roundTrip(ops: Op[], rebuild: string[] = []): Promise<Reply> {
    const cursors = Object.fromEntries([...this.feeds].map(([id, feed]) => [id, feed.seq]));
    const outbox = { ops: this.outbox.length, blobs: 0, oldest: null };
    const { device, epoch, grants } = this;
    const request = { proto: 1, device, epoch, grants, cursors, rebuild, want_bytes: 65_536, outbox, ops };
    const reply = await this.post<Reply>('/api/v1/sync', request);
    this.ahead = reply.now - Date.now();
    this.epoch = reply.epoch;
    return reply;
  }

  /** Rows and cursors of a reply; whether more waits on the server. */
  private takeIn(reply: Reply): boolean {
    if (reply.grants) {
      this.grants = reply.grants.hash;
      const granted = new Set(reply.grants.feeds.map((feed) => feed.id));
      for (const id of this.feeds.keys()) if (!granted.has(id)) this.feeds.delete(id);
      for (const id of granted) if (!this.feeds.has(id)) this.feeds.set(id, { seq: 0, rows: new Map() });
    }
    let more = false;
    for (const [id, page] of Object.entries(reply.feeds)) {
      const feed = this.feeds.get(id);
      if (!feed) continue;
      if (page.reset) feed.rows.clear();
      for (const row of page.changes) feed.rows.set(row.rec, row);
      feed.seq = page.seq;
      more ||= page.more;
      if (!page.more) check(id, feed, page);
    }
    return more;
  }

  private tick(): string {
    const wall = BigInt(Date.now() + this.ahead) << 16n;
    this.clock = wall > this.clock ? wall : this.clock + 1n;
    return this.clock.toString(16).padStart(16, '0');
  }

  private async post<T>(path: string, body: object): Promise<T> {
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    const answer = await fetch(this.origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) {
      const error = (await answer.json()) as { code: string; detail: { n?: number } };
      throw new Refused(answer.status, error.code, error.detail);
    }
    return (await answer.json()) as T;
  }
}

/** A UUID of version 7: 48 bits of milliseconds, then chance. */
function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The digest of a feed as the server counts it: XOR over its live rows, as 16 hex digits. */
export function digest(rows: Iterable<Row>): string {
  let sum = 0n;
  for (const row of rows) {
    if (row.del) continue;
    const ver = Buffer.alloc(8);
    ver.writeBigUInt64BE(BigInt(row.ver));
    const id = Buffer.from(row.rec.replaceAll('-', ''), 'hex');
    sum ^= createHash('sha256').update(id).update(ver).digest().readBigUInt64BE();
  }
  return sum.toString(16).padStart(16, '0');
}

function check(id: string, feed: Feed, page: Page): void {
  const live = [...feed.rows.values()].filter((row) => !row.del);
  const mine = { count: live.length, digest: digest(live) };
  if (page.count !== mine.count || page.digest !== mine.digest) {
    throw new Error(`${id}: here are ${JSON.stringify(mine)}, the server says ${page.count} and ${page.digest}`);
  }
}
