/**
 * Replays an exported log of operations into the records as they stand, following docs/figures.md and docs/sync.md.
 * Shares nothing with the server: what the two find has to agree by itself.
 */
import { carryOver, isAgreed } from './agreement.ts';

export type Body = Record<string, unknown>;

interface Line {
  device: string;
  n: number;
  rec: string;
  kind: string | null;
  feed: string | null;
  hlc: string;
  by: string;
  act: { create?: Body; patch?: Body; add?: object; remove?: object; delete?: object };
  outcome: { ver?: number; code?: string; held?: boolean };
}

/** A record as it stands after all that was done to it. */
export interface Standing {
  rec: string;
  kind: string;
  feed: string;
  body: Body;
  deleted: boolean;
}

/** Fields that only say where the review stands; a create never sets them. */
const OF_REVIEW = ['review', 'review_reason', 'corrected', 'merged_into', 'review_before'];

/** The same of the stage of a matter. */
const OF_STAGE = ['stage', 'stage_reason', 'course'];
/** What a workflow leads: where it begins is not for a create to say. */
const LED = ['consultation', 'hand_over', 'request', 'opinion_report', 'proposal', 'outcome', 'assignment'];

interface Written {
  hlc: string;
  device: string;
}

/** Reads the lines of an export. */
export function readLines(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Every record that the operations made. */
export function replay(lines: Line[]): Map<string, Standing> {
  const applied = lines.filter(({ outcome }) => outcome.ver !== undefined);
  const byRecord = new Map<string, Line[]>();
  for (const line of applied) {
    const known = byRecord.get(line.rec);
    if (known) known.push(line);
    else byRecord.set(line.rec, [line]);
  }
  const records = new Map<string, Standing>();
  for (const [rec, ops] of byRecord) {
    // Each operation that was applied raised the version by one.
    ops.sort((one, other) => one.outcome.ver! - other.outcome.ver!);
    ops.forEach(({ outcome }, place) => {
      if (outcome.ver !== place + 1) throw new Error(`${rec}: version ${place + 1} is missing from the export`);
    });
    records.set(rec, standing(rec, ops));
  }
  return records;
}

function standing(rec: string, ops: Line[]): Standing {
  const [first] = ops;
  if (!first?.act.create || !first.kind || !first.feed) throw new Error(`${rec} does not begin with a create`);
  const record: Standing = { rec, kind: first.kind, feed: first.feed, body: {}, deleted: false };
  const writers = new Map<string, Written>();
  for (const op of ops) {
    const begins = op === first;
    if (op.act.delete) {
      record.deleted = true;
      continue;
    }
    const fields = op.act.create ?? op.act.patch;
    // Sets are not part of any figure.
    if (!fields) continue;
    const corrects = !begins && fields.review === 'approved' && record.body.review === 'approved';
    const wasAgreed = corrects && isAgreed(record.body);
    for (const [field, value] of Object.entries(fields)) {
      const review = record.kind === 'activity' && OF_REVIEW.includes(field);
      const stage = LED.includes(record.kind) && OF_STAGE.includes(field);
      if ((review || stage) && begins) continue;
      if (!review && !stage) {
        mustBeLater(rec, field, writers.get(field), op);
        writers.set(field, op);
        record.deleted = false;
      }
      // Nobody has signed what was just written, whatever it says.
      const asks = begins && record.kind === 'proposal' && field.startsWith('co_signer:');
      if (value === null) delete record.body[field];
      else record.body[field] = asks ? 'asked' : value;
    }
    askAnew(record, fields);
    if (wasAgreed) carryOver(record.body);
    if (begins && record.kind === 'activity') record.body.review = 'pending';
  }
  return record;
}

/**
 * Whoever writes a field later with a later clock holds it, whether the earlier value had been seen or not. An export does
 * not say what had been seen, so an earlier clock of another device leaves the winner open, and nothing is guessed.
 */
function mustBeLater(rec: string, field: string, before: Written | undefined, op: Line): void {
  if (before && before.device !== op.device && before.hlc >= op.hlc) {
    throw new Error(`${rec}: whose ${field} holds cannot be told from the export`);
  }
}

/** What stands under the keys of a flat map. */
export function entries(body: Body, prefix: string): [string, unknown][] {
  return Object.entries(body)
    .filter(([field]) => field.startsWith(`${prefix}:`))
    .map(([field, value]) => [field.slice(prefix.length + 1), value]);
}

/** What decides how something counts is asked anew once it goes back before the stage that asks for it. */
const ASKED_BY: Record<string, [field: string, before: string[]][]> = {
  proposal: [
    ['demand:reply_class', ['submitted', 'filed', 'handled']],
    ['demand:visited_on', ['submitted', 'filed', 'handled', 'replied']],
    ['demand:rating', ['submitted', 'filed', 'handled', 'replied', 'supervised']],
  ],
  hand_over: [
    ['demand:reply_class', ['handed', 'received', 'return_asked']],
    ['demand:visited_on', ['handed', 'received', 'return_asked', 'replied', 'again', 'checked']],
  ],
  assignment: [['demand:done_on', ['given', 'begun']]],
};

function askAnew({ kind, body }: Standing, fields: Body): void {
  for (const [field, before] of ASKED_BY[kind] ?? []) {
    if (before.includes(String(fields.stage)) && !(field in fields)) delete body[field];
  }
}
