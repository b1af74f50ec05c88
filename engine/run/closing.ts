import type { Closing, Moves } from '../../schemas/index.ts';
import { askHolds, type Draft, give, line, note, raise } from './draft.ts';
import { isNoStep } from './free.ts';
import { go } from './go.ts';
import { isEmpty } from './records.ts';
import { ruleOf } from './steps/index.ts';

function inFlight(d: Draft): boolean {
  return d.s.open?.type === 'perform' && d.s.open.status === 'asked';
}

function rank(closing: Closing | null): number {
  return closing === null ? 0 : { adopt: 1, enter: 2, finish: 3 }[closing.kind];
}

/**
 * Begins to leave the step for good: no new commands for it, what is in flight is awaited. An end
 * outranks another way on, a way on a migration; the first end stays.
 */
export function close(d: Draft, closing: Closing): void {
  const { s } = d;
  if (s.closing?.kind === 'finish' || rank(closing) < rank(s.closing)) return;
  s.closing = closing;
  s.deadline = null;
  s.left = null;
  if (closing.kind !== 'adopt') s.remembered = null;
  if (closing.kind === 'finish') {
    s.standing = null;
    s.keeping = {};
  }
  dropOpen(d, closing);
}

/** A request in flight is awaited, and an uncertain one stays with the step that a migration keeps. */
function dropOpen(d: Draft, closing: Closing): void {
  const { s } = d;
  const uncertain = s.open?.type === 'perform' && s.open.status === 'uncertain';
  if (!inFlight(d) && !(uncertain && closing.kind === 'adopt')) s.open = null;
}

/** The step is left by an order or an interrupt: what it began is called off. */
function abandon(d: Draft): void {
  const step = d.plan.steps[d.s.step];
  if (step !== undefined) ruleOf(step).abandon(d, step);
}

/** Completes a closing once nothing is in flight. Gives true where it did something. */
export function completeClosing(d: Draft): boolean {
  const { s } = d;
  if (s.closing === null || inFlight(d) || s.standing !== null || !isEmpty(s.keeping)) return false;
  const { closing } = s;
  dropOpen(d, closing);
  s.closing = null;
  switch (closing.kind) {
    case 'finish':
      s.phase = 'finished';
      s.outcome = closing.outcome;
      line(d, 'finished', { outcome: closing.outcome });
      give(d, { type: 'finish', outcome: closing.outcome });
      return true;
    case 'enter':
      abandon(d);
      // The plan of the wait before says nothing about a step that is entered out of turn.
      s.planned = null;
      go(d, closing.step);
      return true;
    case 'adopt':
      adopt(d, closing.release, closing.moves);
      return true;
  }
}

/**
 * Takes the new release over. The step is begun again by the next call, which the driver makes with
 * the new plan: its question about the holds is asked first.
 */
function adopt(d: Draft, release: string, moves: Moves): void {
  const { s } = d;
  const step = placeOf(d, moves);
  if (step !== s.step) abandon(d);
  s.release = release;
  s.holds = s.holds.filter((hold) => !isNoStep(hold));
  s.halted = true;
  line(d, 'migrated', { step: step ?? s.step });
  rename(d, moves);
  if (step === null) {
    raise(d, { code: 'no-step' });
    return;
  }
  if (step !== s.step) stand(d, step);
  askHolds(d);
}

/** What was done under an old name counts under the new one: waits and `since` may name it. */
function rename(d: Draft, moves: Moves): void {
  const { s } = d;
  for (const [old, step] of Object.entries(moves)) {
    const visit = s.trail[old];
    if (old === s.step || step === null || visit === undefined || Object.hasOwn(s.trail, step)) continue;
    note(d, step, visit);
  }
}

/**
 * Where the run stands in the new release, null where it has no place: what was performed before is not
 * performed again, so such a step is none. A run that has not entered anything has nothing to move.
 */
function placeOf({ s }: Draft, moves: Moves): string | null {
  if (s.visit === 0) return s.step;
  const to = Object.hasOwn(moves, s.step) ? (moves[s.step] ?? null) : s.step;
  if (to === null || to === s.step) return to;
  return Object.hasOwn(s.trail, to) && s.trail[to]?.delivered !== null ? null : to;
}

/** Stands at another step of the new release, under a visit that no earlier request used; done stays done. */
function stand(d: Draft, step: string): void {
  const { s } = d;
  const delivered = s.remembered?.fate === 'done' ? (s.trail[s.step]?.delivered ?? null) : null;
  s.step = step;
  s.visit = (s.trail[step]?.visits ?? 0) + 1;
  note(d, step, { visits: s.visit, entered: s.entered, delivered });
}
