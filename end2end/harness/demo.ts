import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { built } from './built.ts';

/** Somebody of the demonstration committee who may sign in. */
export interface Account {
  role: 'member' | 'convenor' | 'staff' | 'leader' | 'admin';
  login: string;
  password: string;
  name: string;
}

const FOLDER = 'SHANGLIANG_E2E_DEMO';

/** Makes the demonstration committee once a run; every story gets a copy of its own. */
export default async function makeDemo(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shangliang-demo-'));
  await promisify(execFile)(built.server, ['demo', '--data', folder]);
  process.env[FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/** Copies the demonstration committee to a folder that does not exist yet. */
export async function copyDemo(folder: string): Promise<void> {
  await cp(demoFolder(), folder, { recursive: true });
}

/** The accounts of the demonstration committee. */
export async function demoAccounts(): Promise<Account[]> {
  return JSON.parse(await readFile(path.join(demoFolder(), 'demo-accounts.json'), 'utf8'));
}

function demoFolder(): string {
  const folder = process.env[FOLDER];
  if (!folder) throw new Error('the demonstration committee was not made');
  return folder;
}
