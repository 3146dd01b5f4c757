/** What a workflow says of where something stands: the presets (docs/figures.md), and those that a committee wrote. */
import { type Standing, entries } from './replay.ts';

/** Whether it has come to the last stage of its workflow. */
export function hasEnded({ body }: Standing, records: Map<string, Standing>): boolean {
  return stagesOf(String(body.workflow), records).last.includes(String(body.stage));
}

/** What of a workflow decides what counts. */
export interface Stages {
  first: string;
  last: string[];
  aside: string[];
}

/** The first and the last stages of a workflow, and its ways out: those of a preset, or what the record of the workflow says. */
export function stagesOf(workflow: string, records: Map<string, Standing>): Stages {
  const presets: Record<string, [string, string]> = {
    consultation_short_1: ['raised', 'rated'],
    consultation_full_1: ['collected', 'filed'],
    hand_over_1: ['handed', 'closed'],
    request_1: ['raised', 'closed'],
    opinion_report_1: ['submitted', 'closed'],
    proposal_1: ['submitted', 'closed'],
    outcome_1: ['submitted', 'closed'],
    assignment_1: ['given', 'judged'],
  };
  const preset = presets[workflow];
  if (preset) return { first: preset[0], last: [preset[1]], aside: WAYS_OUT };
  type Stage = { order: number; aside?: boolean; to?: string[] };
  const own = entries(records.get(workflow)?.body ?? {}, 'stage') as [string, Stage][];
  const main = own.filter(([, { aside }]) => !aside).sort(([, one], [, other]) => one.order - other.order);
  const ids = (stages: [string, Stage][]) => stages.map(([id]) => id);
  return {
    first: main[0]?.[0] ?? '',
    last: ids(main.filter(([, { to }]) => (to ?? []).length === 0)),
    aside: ids(own.filter(([, { aside }]) => aside)),
  };
}

/** The ways out of the presets. */
const WAYS_OUT = [
  'declined',
  'joined',
  'to_proposal',
  'to_opinion',
  'sent_back',
  'to_matter',
  'not_used',
  'not_filed',
  'taken_back',
];
