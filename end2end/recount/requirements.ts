/** What is required of whom and how far it is met, as docs/figures.md says, counted from the records. */
import { type Fact, type Span, type Spell, daysOf, holdsOn } from './definitions.ts';
import { entries } from './replay.ts';
import type { Body, Standing } from './replay.ts';

/** What one owner owes and has done. */
export interface Line {
  due: number;
  approved: number;
  pending: number;
}

/** One requirement in one of its own periods: each owner, as `member:<id>`. */
export interface Requirement {
  quota: string;
  period: string;
  lines: Map<string, Line>;
}

const INDICATOR = 'activities';

/** What a committee requires, looked at on a day. */
export function requirements(records: Map<string, Standing>, all: Fact[], committee: string, on: string): Requirement[] {
  const roster = [...records.values()].filter(({ feed, deleted }) => feed === `ref:${committee}` && !deleted);
  const valid = roster.filter(({ kind, body }) => kind === 'quota' && holdsOn(body as unknown as Span, on));
  const found = valid.map(({ rec, body }) => {
    const period = periodOf(String(body.every), on);
    const owners = body.owner === 'committee' ? [records.get(committee)!] : roster.filter(({ kind }) => kind === body.owner);
    const lines = new Map<string, Line>();
    for (const owner of owners.filter((one) => owes(body, one, on))) {
      const due = dueOf(body, owner, period);
      if (due > 0) lines.set(`${body.owner}:${owner.rec}`, { due, ...done(all, body, `${body.owner}:${owner.rec}`, period) });
    }
    return { quota: rec, period, lines };
  });
  return found.filter(({ lines }) => lines.size > 0);
}

function periodOf(every: string, on: string): string {
  const [year, month] = on.split('-') as [string, string];
  if (every === 'year') return year;
  return every === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

function terms({ body }: Standing): Spell[] {
  return entries(body, 'spell').map(([, value]) => value as Spell).filter(({ kind }) => kind === 'term');
}

function serves(of: Spell[], day: string): boolean {
  return of.length === 0 || of.some((term) => holdsOn(term, day));
}

function owes(quota: Body, owner: Standing, on: string): boolean {
  if (quota.owner === 'member') return serves(terms(owner), on);
  return quota.owner !== 'venue' || quota.venue_type === undefined || quota.venue_type === owner.body.type;
}

/** Minimum × days there / days, rounded half up. */
function dueOf(quota: Body, owner: Standing, period: string): number {
  const days = daysIn(period);
  const approved = (owner.body.approval as { on?: string } | undefined)?.on;
  const isThere = (day: string) => {
    if (quota.owner === 'member') return serves(terms(owner), day);
    return quota.owner !== 'venue' || approved === undefined || approved <= day;
  };
  return Math.floor((Number(quota.minimum) * days.filter(isThere).length) / days.length + 0.5);
}

function daysIn(period: string): string[] {
  const { first, last } = daysOf(period);
  const days: string[] = [];
  for (const day = new Date(`${first}T00:00Z`); ; day.setUTCDate(day.getUTCDate() + 1)) {
    const written = day.toISOString().slice(0, 10);
    if (written > last) return days;
    days.push(written);
  }
}

function done(all: Fact[], quota: Body, owner: string, period: string): Omit<Line, 'due'> {
  const { first, last } = daysOf(period);
  const sum = { approved: 0, pending: 0 };
  for (const { day, type, scopes, state, amounts } of all) {
    const counts = first <= day && day <= last && scopes.has(owner);
    if (!counts || (quota.activity_type !== undefined && quota.activity_type !== type)) continue;
    sum[state] += amounts[(quota.measure ?? INDICATOR) as keyof typeof amounts];
  }
  return sum;
}
