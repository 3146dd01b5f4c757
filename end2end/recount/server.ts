import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { built } from '../harness/built.ts';
import { type Fact, facts } from './definitions.ts';
import { type Standing, readLines, replay } from './replay.ts';

/** What was counted from an export. */
export interface Recount {
  records: Map<string, Standing>;
  facts: Fact[];
}

/** Exports the operations of a data folder and counts them. */
export async function recount(data: string): Promise<Recount> {
  const { stdout } = await promisify(execFile)(built.server, ['export-ops', '--data', data], { maxBuffer: 1 << 28 });
  const records = replay(readLines(stdout));
  return { records, facts: facts(records) };
}
