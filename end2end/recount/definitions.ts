/** The written definitions of figures (docs/figures.md) once more, in another language than the server's. */
import { createHash } from 'node:crypto';
import { isAgreed } from './agreement.ts';
import { type Body, type Standing, entries } from './replay.ts';
import { hasEnded, stagesOf } from './workflows.ts';

export const INDICATORS = [
  'activities',
  'persons',
  'person_times',
  'problems_solved',
  'consultations',
  'suggestions',
  'hand_overs',
  'requests',
  'opinion_reports',
  'proposals',
  'outcomes',
  'outcomes_converted',
  'assignments',
  'assignments_done',
  'consultations_closed',
  'suggestions_implemented',
  'hand_overs_followed_up',
  'proposals_replied',
  'proposals_followed_up',
  'proposals_closed',
] as const;
type Indicator = (typeof INDICATORS)[number];

/** What counts and what waits beside it. */
export interface Figure {
  approved: number;
  pending: number;
}

export type Figures = Record<Indicator, Figure>;

/** What one record brings to the figures. */
export interface Fact {
  rec: string;
  day: string;
  /** What was done. */
  type: string;
  state: keyof Figure;
  /** `committee:<id>`, `venue:<id>` and so on, each once. */
  scopes: Set<string>;
  amounts: Record<Indicator, number>;
}

/** From a day to a day, both included; it goes on where it has no end. */
export interface Span {
  from: string;
  until?: string | null;
}

export interface Spell extends Span {
  kind: string;
  to: string;
}

/** Whether it holds on a day; days compare as text. */
export function holdsOn({ from, until }: Span, day: string): boolean {
  return from <= day && (until == null || day <= until);
}

const OF_MEMBERS = ['sector', 'sector_group', 'special_committee', 'group'];
const OF_VENUES = ['special_committee', 'cluster'];

/** All facts of all records. */
export function facts(records: Map<string, Standing>): Fact[] {
  const found: Fact[] = [];
  for (const record of records.values()) {
    const of = record.deleted ? undefined : OF[record.kind];
    const fact = of?.(record, records);
    if (fact) found.push(fact);
  }
  return found;
}

const OF: Record<string, typeof factOf> = {
  activity: factOf,
  consultation: matterOf,
  suggestion: suggestionOf,
  hand_over: handOverOf,
  request: requestOf,
  opinion_report: reportOf,
  proposal: proposalOf,
  outcome: outcomeOf,
  assignment: assignmentOf,
};

function factOf({ rec, feed, body }: Standing, records: Map<string, Standing>): Fact | undefined {
  const day = String(body.start ?? '').slice(0, 10);
  const state = stateOf(body);
  if (!state || day === '') return undefined;
  const amount = (measure: string) => Number(body[`measure:${measure}`] ?? 0);
  const amounts = {
    ...NOTHING,
    activities: 1,
    persons: amount('persons'),
    person_times: amount('person_times'),
    problems_solved: amount('problems_solved'),
  };
  return { rec, day, type: String(body.type ?? ''), state, scopes: scopesOf(body, feed, day, records), amounts };
}

const NOTHING = Object.fromEntries(INDICATORS.map((each) => [each, 0])) as Record<Indicator, number>;

/** A matter counts once it is taken on; by a way out it counts nowhere. */
function matterOf(record: Standing, records: Map<string, Standing>): Fact | undefined {
  return and(takenOn(record, records, 'consultations', 'source'), { consultations_closed: hasEnded(record, records) });
}

/** So does what a citizen asked for; it is told apart by how content they were. */
function requestOf(record: Standing, records: Map<string, Standing>): Fact | undefined {
  return takenOn(record, records, 'requests', 'demand:rating');
}

/** And what a member or a group reports, told apart by the level that adopted it. */
function reportOf(record: Standing, records: Map<string, Standing>): Fact | undefined {
  return takenOn(submitted(record), records, 'opinion_reports', 'demand:adopted_by');
}

/** Whose it is follows from where it lies, whatever a client wrote. */
function submitted(record: Standing): Standing {
  const [sort, id] = record.feed.split(':') as [string, string];
  return { ...record, body: { ...record.body, member: sort === 'member' ? id : undefined } };
}

/** A proposal counts once it is filed, for whoever wrote it and for those who signed it as it is. */
function proposalOf(record: Standing, records: Map<string, Standing>): Fact | undefined {
  const { body } = record;
  const words = JSON.stringify([body.title ?? '', body.narrative ?? '', body.proposed ?? '']);
  const mark = createHash('sha256').update(words).digest('hex');
  const signed = entries(body, 'co_signer').filter(([, said]) => (said as { of?: string }).of === mark);
  const present = Object.fromEntries(signed.map(([member]) => [`attendance:${member}`, 'present']));
  const of = submitted({ ...record, body: { ...body, ...present } });
  const replied = body['demand:reply_class'] !== undefined;
  return and(takenOn(of, records, 'proposals', 'demand:rating'), {
    proposals_replied: replied,
    proposals_followed_up: replied && body['demand:visited_on'] !== undefined,
    proposals_closed: hasEnded(record, records),
  });
}

/** An outcome counts once it is sent on, told apart by what it is. */
function outcomeOf(record: Standing, records: Map<string, Standing>): Fact | undefined {
  const converted = String(record.body['demand:converted'] ?? '').trim() !== '';
  return and(takenOn(submitted(record), records, 'outcomes', 'type'), { outcomes_converted: converted });
}

/** An assignment counts from the first day, unless it was taken back. */
function assignmentOf(record: Standing, records: Map<string, Standing>): Fact | undefined {
  const fact = takenOn(submitted(record), records, 'assignments', 'type');
  return and(fact && { ...fact, state: 'approved' }, { assignments_done: record.body['demand:done_on'] !== undefined });
}

/** The same fact, which adds one to each of those figures as well. */
function and(fact: Fact | undefined, figures: Partial<Record<Indicator, boolean>>): Fact | undefined {
  for (const [each, belongs] of Object.entries(figures)) if (fact && belongs) fact.amounts[each as Indicator] = 1;
  return fact;
}

function takenOn(
  { rec, feed, body }: Standing,
  records: Map<string, Standing>,
  indicator: Indicator,
  type: string,
): Fact | undefined {
  const day = String(body.raised_on ?? '');
  const { first, aside } = stagesOf(String(body.workflow), records);
  const stage = String(body.stage ?? first);
  if (day === '' || aside.includes(stage)) return undefined;
  const state = stage === first ? 'pending' : 'approved';
  const amounts = { ...NOTHING, [indicator]: 1 };
  return { rec, day, type: String(body[type] ?? ''), state, scopes: scopesOf(body, feed, day, records), amounts };
}

/** A suggestion counts once it is known what became of it; one that went into another counts with that. */
function suggestionOf({ rec, feed, body }: Standing, records: Map<string, Standing>): Fact | undefined {
  const day = String(body.made_on ?? '');
  if (day === '' || body.condensed_into !== undefined) return undefined;
  const state = body.outcome === undefined ? 'pending' : 'approved';
  const isDone = ['adopted', 'partly'].includes(String(body.outcome)) && body.implementation === 'done';
  const amounts = { ...NOTHING, suggestions: 1, suggestions_implemented: Number(isDone) };
  return { rec, day, type: String(body.outcome ?? ''), state, scopes: scopesOf(body, feed, day, records), amounts };
}

/** What a unit was given counts once it has answered; the unit that leads answers for all. */
function handOverOf({ rec, feed, body }: Standing, records: Map<string, Standing>): Fact | undefined {
  const day = String(body.handed_on ?? '');
  const { aside } = stagesOf(String(body.workflow), records);
  if (day === '' || body.part === 'co' || aside.includes(String(body.stage))) return undefined;
  const replied = body['demand:reply_class'];
  const state = replied === undefined ? 'pending' : 'approved';
  const isSeen = replied !== undefined && body['demand:visited_on'] !== undefined;
  const amounts = { ...NOTHING, hand_overs: 1, hand_overs_followed_up: Number(isSeen) };
  return { rec, day, type: String(replied ?? ''), state, scopes: scopesOf(body, feed, day, records), amounts };
}

/** Only what took place counts; approved, unless somebody for whom it was recorded has not agreed yet. */
function stateOf(body: Body): keyof Figure | undefined {
  if (body.phase !== 'held') return undefined;
  const awaits = body.recorded_for !== undefined && !isAgreed(body);
  if (body.review === 'approved') return awaits ? 'pending' : 'approved';
  return body.review === 'pending' ? 'pending' : undefined;
}

function scopesOf(body: Body, feed: string, day: string, records: Map<string, Standing>): Set<string> {
  const scopes = new Set<string>();
  for (const committee of line(committeeOf(feed, records), records)) scopes.add(`committee:${committee}`);
  const belongsTo = (rec: string, kinds: string[]) => {
    const holder = records.get(rec);
    if (!holder || holder.deleted) return;
    for (const [, value] of entries(holder.body, 'spell')) {
      const spell = value as Spell;
      if (kinds.includes(spell.kind) && holdsOn(spell, day)) scopes.add(`${spell.kind}:${spell.to}`);
    }
  };
  const objecting = new Set(entries(body, 'objection').map(([member]) => member));
  for (const [member, state] of entries(body, 'attendance')) {
    if (state !== 'present' || objecting.has(member)) continue;
    scopes.add(`member:${member}`);
    belongsTo(member, OF_MEMBERS);
  }
  if (typeof body.venue === 'string') {
    scopes.add(`venue:${body.venue}`);
    belongsTo(body.venue, OF_VENUES);
  }
  if (typeof body.member === 'string') {
    scopes.add(`member:${body.member}`);
    belongsTo(body.member, OF_MEMBERS);
  }
  if (typeof body.group === 'string') scopes.add(`group:${body.group}`);
  if (typeof body.contact_unit === 'string') scopes.add(`contact_unit:${body.contact_unit}`);
  return scopes;
}

/** A venue's and a member's feed belong to the committee on whose roster they stand. */
function committeeOf(feed: string, records: Map<string, Standing>): string {
  const [sort, id] = feed.split(':') as [string, string];
  if (sort === 'ref') return id;
  const holder = records.get(id);
  if (!holder) throw new Error(`nobody has entered ${feed}`);
  return committeeOf(holder.feed, records);
}

/** A committee, then those above it. */
function line(committee: string, records: Map<string, Standing>): string[] {
  const above = records.get(committee)?.body.parent;
  return [committee, ...(typeof above === 'string' ? line(above, records) : [])];
}

/** First and last day of `2022`, `2022-Q3` or `2022-07`; days compare as text. */
export function daysOf(period: string): { first: string; last: string } {
  const [year, part] = period.split('-') as [string, string | undefined];
  if (part === undefined) return { first: `${year}-01-01`, last: `${year}-12-31` };
  const two = (n: number) => String(n).padStart(2, '0');
  if (!part.startsWith('Q')) return { first: `${year}-${part}-01`, last: `${year}-${part}-31` };
  const end = Number(part.slice(1)) * 3;
  return { first: `${year}-${two(end - 2)}-01`, last: `${year}-${two(end)}-31` };
}

/** The day after which a period is over. */
export function lastDay(period: string): string {
  const [year, month] = daysOf(period).last.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The figures of one scope in a period, each record once. */
export function figures(all: Fact[], period: string, scope: string): Figures {
  const { first, last } = daysOf(period);
  const sum = Object.fromEntries(INDICATORS.map((each) => [each, { approved: 0, pending: 0 }])) as Figures;
  for (const fact of all) {
    if (fact.day < first || fact.day > last || !fact.scopes.has(scope)) continue;
    for (const each of INDICATORS) sum[each][fact.state] += fact.amounts[each];
  }
  return sum;
}

/** The months, quarters and years from one year to another, both included. */
export function periods(from: number, to: number): string[] {
  const years = Array.from({ length: to - from + 1 }, (_, place) => String(from + place));
  const quarters = [1, 2, 3, 4].map((quarter) => `Q${quarter}`);
  const months = Array.from({ length: 12 }, (_, place) => String(place + 1).padStart(2, '0'));
  return years.flatMap((year) => [year, ...[...quarters, ...months].map((part) => `${year}-${part}`)]);
}
