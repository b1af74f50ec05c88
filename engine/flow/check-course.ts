import {
  type ContactStep,
  isContact,
  mergePolicies,
  type Policies,
  rankOfTone,
  type Step,
} from '../../schemas/index.ts';
import { durationInDays, parseDuration } from '../calendar/index.ts';
import { advance, type Course, courseAt, type Passage } from './course.ts';
import { type Finding, warning } from './finding.ts';
import type { Outline } from './outline.ts';

/** Most passages that are followed at one step: a cycle gives new ones without end. */
const mostPassages = 30;

/**
 * What a run would meet on its paths: a tone that falls, contacts too close, waits that go back. Each is
 * a warning and is told once for each pair of steps.
 */
export function courseFaults(outline: Outline, inherited: Policies): readonly Finding[] {
  const policies = mergePolicies(inherited, outline.policies);
  const gap = durationInDays(parseDuration(policies.minimumGap));
  const found = new Map<string, Finding>();
  for (const passage of passagesOf(outline)) {
    for (const finding of [
      ...toneFaults(passage),
      ...gapFaults(passage, gap, policies),
      ...waitFaults(passage),
    ]) {
      const key = `${finding.code} ${finding.path} ${finding.message}`;
      if (!found.has(key)) found.set(key, finding);
    }
  }
  return [...found.values()];
}

/** Every different way in which a step can be come to, from the start and from each jump's target. */
function* passagesOf(outline: Outline): Generator<Passage> {
  const roots = [outline.start, ...outline.jumps.map(({ to }) => to)];
  const pending: { readonly id: string; readonly course: Course }[] = roots.flatMap((id) =>
    id === null ? [] : [{ id, course: courseAt() }],
  );
  const seen = new Map<string, Set<string>>();
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { id, course } = next;
    const outlined = outline.byId.get(id);
    const known = seen.get(id) ?? new Set<string>();
    const key = JSON.stringify(course);
    if (outlined === undefined || outlined.step === null || known.has(key) || known.size >= mostPassages)
      continue;
    seen.set(id, known.add(key));
    const { step, path, edges } = outlined;
    yield { step, path, course, stepOf: (named) => outline.byId.get(named)?.step ?? null };
    for (const { way, to } of edges) pending.push({ id: to, course: advance(course, step, way) });
  }
}

function toneFaults({ step, path, course, stepOf }: Passage): readonly Finding[] {
  const before = contactBefore(course.unheard, stepOf);
  if (before === null || !isContact(step) || rankOfTone(step.tone) >= rankOfTone(before.tone)) return [];
  const words = `"${step.id}" (${step.tone}) is softer than "${before.id}" (${before.tone}) before it`;
  return [warning('tone-falls', `${path}/tone`, `${words}; raise its tone, or listen in between.`)];
}

function gapFaults(
  { step, path, course, stepOf }: Passage,
  gap: number,
  policies: Policies,
): readonly Finding[] {
  const before = contactBefore(course.last, stepOf);
  if (before === null || !isContact(step) || course.since === null || course.since >= gap) return [];
  const days = course.since === 1 ? '1 day' : `${Math.round(course.since * 10) / 10} days`;
  const words = `"${step.id}" may follow "${before.id}" after ${days}`;
  const advice = 'put more time between them, or set "minimumGap" in the flow’s policies';
  return [
    warning('contacts-too-close', path, `${words}; the minimum gap is ${policies.minimumGap}: ${advice}.`),
  ];
}

function waitFaults({ step, path, course }: Passage): readonly Finding[] {
  if (step.kind !== 'wait') return [];
  const { from, days, count = 'calendar' } = step.until;
  const earlier = from === 'due' ? course.due : from === 'issued' ? course.issued : null;
  if (earlier === null || earlier.count !== count || days >= earlier.days) return [];
  const words = `"${step.id}" ends ${days} days from "${from}", but "${earlier.step}" before it ends at ${earlier.days}`;
  return [
    warning('wait-goes-back', `${path}/until/days`, `${words}; it is over at once. Write a later day.`),
  ];
}

function contactBefore(id: string | null, stepOf: (id: string) => Step | null): ContactStep | null {
  const step = id === null ? null : stepOf(id);
  return step !== null && isContact(step) ? step : null;
}
