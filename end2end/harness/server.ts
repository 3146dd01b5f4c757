import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { built } from './built.ts';

/** How long a server may take until it answers. */
const START_MS = 20_000;

/** The real server on a data folder of its own. It keeps its port over restarts, as a phone expects. */
export class Server {
  private process: ChildProcess | undefined;

  constructor(
    readonly data: string,
    readonly port: number,
    private site: string = built.site,
    /** Where the bytes of photos lie, if not in a folder of the data. */
    private readonly photos?: { place: string; env: Record<string, string> },
  ) {}

  /** Where it is reached, without a slash at the end. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The file that takes what the server logs. */
  get log(): string {
    return `${this.data}.log`;
  }

  /** Starts it and waits until it is ready for requests. */
  async start(): Promise<void> {
    const log = createWriteStream(this.log, { flags: 'a' });
    await once(log, 'open');
    const serve = ['serve', '--addr', `127.0.0.1:${this.port}`, '--data', this.data, '--assets', this.site];
    if (this.photos) serve.push('--blobs', this.photos.place);
    const env = { ...process.env, ...this.photos?.env };
    this.process = spawn(built.server, serve, { env, stdio: ['ignore', log, log] });
    const deadline = Date.now() + START_MS;
    while (!(await this.isReady())) {
      if (this.process.exitCode !== null) throw new Error(`the server ended at once, see ${this.log}`);
      if (Date.now() > deadline) throw new Error(`the server is not ready after ${START_MS} ms, see ${this.log}`);
      await sleep(50);
    }
  }

  /** Ends it as a power cut would: nothing is said to anybody. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** The next start serves another build of the site. */
  serveFrom(site: string): void {
    this.site = site;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const ending = this.process;
    this.process = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    const late = setTimeout(() => ending.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(late);
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}
