import type { WaitStep } from '../../../schemas/index.ts';
import { ask, type Draft, line } from '../draft.ts';
import { go } from '../go.ts';
import { rule } from './rule.ts';

function askWhen(d: Draft, step: WaitStep): void {
  const named = step.until.step;
  ask(d, 'when', named === undefined ? {} : { namedDelivery: d.s.trail[named]?.delivered ?? null });
}

/** Sleeps until the answer to *when*; asked again on release and when the due date moves. */
export const wait = rule('wait', {
  enter: askWhen,
  answered: (d, step, answer) => {
    if (answer.ask !== 'when' || 'problem' in answer) return;
    d.s.planned = answer.planned;
    d.s.late = answer.late;
    if (answer.at <= d.s.at) return go(d, step.next);
    if (d.s.deadline !== answer.at)
      line(d, 'waits', answer.late ? { until: answer.at, late: true } : { until: answer.at });
    d.s.deadline = answer.at;
  },
  due: (d, step) => go(d, step.next),
  wants: (d, _step, event) => event.what === 'due-date-moved' && (d.s.open !== null || d.s.deadline !== null),
  take: askWhen,
  ordered: (step, order) => (order === 'skip' ? step.next : null),
});
