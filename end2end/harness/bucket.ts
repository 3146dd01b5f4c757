import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.ts';

const START_MS = 20_000;

/** A server of the S3 protocol with one bucket, on a folder of its own. */
export class Bucket {
  private process: ChildProcess | undefined;
  private port = 0;

  constructor(private readonly folder: string) {}

  /** What the server is told of it. */
  get photos(): { place: string; env: Record<string, string> } {
    const env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${this.port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
      AWS_ALLOW_HTTP: 'true',
    };
    return { place: 's3://photos/shangliang', env };
  }

  async start(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    this.port = await freePort();
    const program = path.resolve(import.meta.dirname, '../node_modules/s3rver/bin/s3rver.js');
    const options = ['--directory', this.folder, '--address', '127.0.0.1', '--port', String(this.port), '--silent'];
    this.process = spawn(process.execPath, [program, ...options, '--configure-bucket', 'photos'], { stdio: 'ignore' });
    const deadline = Date.now() + START_MS;
    while (!(await this.answers())) {
      if (this.process.exitCode !== null || Date.now() > deadline) throw new Error('the bucket does not answer');
      await sleep(50);
    }
  }

  stop(): void {
    this.process?.kill('SIGKILL');
  }

  private async answers(): Promise<boolean> {
    try {
      await fetch(`http://127.0.0.1:${this.port}/photos`);
      return true;
    } catch {
      return false;
    }
  }
}
