/** What somebody for whom an activity was recorded has agreed to (docs/figures.md, docs/sync.md). */
import { createHash } from 'node:crypto';
import type { Body } from './replay.ts';

const AGREED_TO = ['type', 'phase', 'start', 'end', 'venue', 'place', 'online', 'contact_unit', 'narrative', 'measure'];

/** Changes with every change of what was agreed to. */
function mark(body: Body): string {
  const own = `attendance:${String(body.recorded_for)}`;
  const isContent = (field: string) => field === own || AGREED_TO.includes(field.split(':')[0] ?? '');
  const content = Object.entries(body).filter(([field]) => isContent(field));
  content.sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Whether that person agreed to the record as it is. */
export function isAgreed(body: Body): boolean {
  return (body.confirmed as { of?: string } | undefined)?.of === mark(body);
}

/** The office answers for what it corrects: the agreement goes on. */
export function carryOver(body: Body): void {
  body.confirmed = { ...(body.confirmed as object), of: mark(body) };
}
