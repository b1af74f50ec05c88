import { isContact, type Step, type WaitStep } from '../../schemas/index.ts';
import { durationInDays, parseDuration } from '../calendar/index.ts';

/** The latest wait that counted from a date of the invoice. */
export interface Anchor {
  readonly step: string;
  readonly days: number;
  readonly count: 'calendar' | 'business';
}

/** What is known of a run when it enters a step, without knowing the world. Days are calendar days. */
export interface Course {
  readonly due: Anchor | null;
  readonly issued: Anchor | null;
  /** The date that `at` counts from, and the day of now; null before the first such wait. */
  readonly now: { readonly from: 'due' | 'issued'; readonly at: number } | null;
  /** The last contact, and the least days since; null where that cannot be said. */
  readonly last: string | null;
  readonly since: number | null;
  /** The last contact since nobody was heard. */
  readonly unheard: string | null;
}

/** One way of coming to a step. */
export interface Passage {
  readonly step: Step;
  readonly path: string;
  readonly course: Course;
  readonly stepOf: (id: string) => Step | null;
}

/** The course of a run that begins. */
export function courseAt(): Course {
  return { due: null, issued: null, now: null, last: null, since: null, unheard: null };
}

/** The course after a step is left by one of its ways. */
export function advance(course: Course, step: Step, way: string): Course {
  if (isContact(step)) {
    // A message that did not arrive is no contact.
    return way === 'next' ? { ...course, last: step.id, since: 0, unheard: step.id } : course;
  }
  if (step.kind === 'wait') return afterWait(course, step);
  if (step.kind === 'listen') {
    if (way !== 'timeout') return { ...course, now: null, last: null, since: null, unheard: null };
    return { ...pass(course, durationInDays(parseDuration(step.within))), unheard: null };
  }
  // A person decided: how long that took cannot be said, and what follows was meant.
  if (step.kind === 'approve') return { ...course, now: null, last: null, since: null };
  return course;
}

function afterWait(course: Course, { id, until }: WaitStep): Course {
  const { from, days, count = 'calendar' } = until;
  const length = calendarDays(days, count);
  const least = until.atLeast === undefined ? 0 : durationInDays(parseDuration(until.atLeast));
  if (from === 'step') return atLeast(pass(course, Math.max(0, length)), least);
  if (from === 'delivery') {
    const waited = until.step === undefined || until.step === course.last ? length : 0;
    return atLeast(course, Math.max(waited, least));
  }
  const known = course.now?.from === from ? course.now.at : null;
  const elapsed = known === null ? null : Math.max(0, length - known);
  const anchored = { ...course, [from]: { step: id, days, count } };
  const moved = elapsed === null ? { ...anchored, last: null, since: null } : pass(anchored, elapsed);
  return atLeast({ ...moved, now: { from, at: Math.max(length, known ?? length) } }, least);
}

function pass(course: Course, days: number): Course {
  const now = course.now === null ? null : { ...course.now, at: course.now.at + days };
  return { ...course, now, since: course.since === null ? null : course.since + days };
}

/** Lets time pass until the last contact lies some days back. */
function atLeast(course: Course, days: number): Course {
  return course.since === null ? course : pass(course, Math.max(0, days - course.since));
}

/** The calendar days that a number of business days takes at least: a weekend for every five. */
function calendarDays(days: number, count: 'calendar' | 'business'): number {
  return count === 'calendar' ? days : Math.trunc(days / 5) * 7 + (days % 5);
}
