import type { Happened, ListenOutcome, ListenStep } from '../../../schemas/index.ts';
import { ask, type Draft, line } from '../draft.ts';
import { go } from '../go.ts';
import { rule } from './rule.ts';

/** From when on events count: the delivery of the named step, or else the start of this one. */
function since(d: Draft, step: ListenStep): number {
  if (step.since === undefined) return d.s.entered;
  const visit = d.s.trail[step.since];
  return visit?.delivered ?? visit?.entered ?? d.s.entered;
}

function match(step: ListenStep, event: Happened): ListenOutcome | undefined {
  return step.outcomes.find(
    (outcome) =>
      outcome.on === event.what &&
      (outcome.outcome === undefined ||
        (event.outcome !== undefined && outcome.outcome.includes(event.outcome))) &&
      (outcome.tag === undefined || outcome.tag === event.tag) &&
      (event.what !== 'task-done' ||
        step.since === undefined ||
        event.step === undefined ||
        event.step === step.since),
  );
}

function take(d: Draft, step: ListenStep, event: Happened): void {
  const outcome = match(step, event);
  if (outcome === undefined) return;
  const { [event.what]: _consumed, ...rest } = d.s.heard;
  d.s.heard = rest;
  line(d, 'heard', { event: event.what, outcome: outcome.name });
  go(d, outcome.next);
}

/** True where an event that came before was meant for this step. */
function takeEarlier(d: Draft, step: ListenStep): boolean {
  const from = since(d, step);
  const earlier = Object.values(d.s.heard)
    .filter((event) => event.at >= from && match(step, event) !== undefined)
    .sort((a, b) => a.at - b.at || (a.what < b.what ? -1 : 1))[0];
  if (earlier === undefined) return false;
  take(d, step, earlier);
  return true;
}

/** Waits for what happens; facts are read first, and its clock stops while the run is held. */
export const listen = rule('listen', {
  clock: 'stops',
  enter: (d, step) => {
    if (!takeEarlier(d, step)) ask(d, 'when', { since: since(d, step) });
  },
  answered: (d, step, answer) => {
    if (answer.ask !== 'when' || 'problem' in answer) return;
    const already = step.outcomes.find((outcome) => outcome.name === answer.already);
    if (already !== undefined) {
      line(d, 'heard', { event: already.on, outcome: already.name });
      return go(d, already.next);
    }
    line(d, 'waits', { until: answer.at });
    d.s.deadline = answer.at;
  },
  due: (d, step) => {
    line(d, 'timeout');
    go(d, step.timeout);
  },
  wants: (d, step, event) => event.at >= since(d, step) && match(step, event) !== undefined,
  take,
  released: (d, step) => {
    if (takeEarlier(d, step)) return;
    if (d.s.deadline === null) ask(d, 'when', { since: since(d, step) });
    else line(d, 'waits', { until: d.s.deadline });
  },
  ordered: (step, order) => (order === 'skip' ? step.timeout : null),
});
