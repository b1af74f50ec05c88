import type { ApproveStep, Happened } from '../../../schemas/index.ts';
import { ask, type Draft, line, performAside, performStep } from '../draft.ts';
import { go } from '../go.ts';
import { rule } from './rule.ts';

function takeAnswer(d: Draft, step: ApproveStep, event: Happened): void {
  const { 'task-done': _consumed, ...rest } = d.s.heard;
  d.s.heard = rest;
  line(d, 'heard', { event: event.what, outcome: event.outcome ?? null });
  go(d, event.outcome === 'approved' ? step.approved : step.refused);
}

/** Makes the task, then waits for the person; its clock stops while the run is held. */
export const approve = rule('approve', {
  clock: 'stops',
  enter: (d) => performStep(d),
  performed: (d, step, fate) => (fate === 'void' ? go(d, step.refused) : ask(d, 'when')),
  answered: (d, _step, answer) => {
    if (answer.ask !== 'when' || 'problem' in answer) return;
    line(d, 'waits', { until: answer.at });
    d.s.deadline = answer.at;
  },
  due: (d, step) => {
    line(d, 'timeout');
    performAside(d, 'expired', null);
    go(d, step.timeout);
  },
  wants: (d, step, event) =>
    event.what === 'task-done' &&
    event.step === step.id &&
    (event.outcome === 'approved' || event.outcome === 'refused') &&
    (d.s.deadline !== null || d.s.open?.type === 'decide'),
  take: takeAnswer,
  abandon: (d) => performAside(d, 'expired', null),
  released: (d, step) => {
    const early = d.s.heard['task-done'];
    if (early !== undefined && early.step === d.s.step && early.at >= d.s.entered)
      return takeAnswer(d, step, early);
    if (d.s.deadline !== null) line(d, 'waits', { until: d.s.deadline });
    else if (d.s.trail[d.s.step]?.delivered === null) performStep(d);
    else ask(d, 'when');
  },
  ordered: (step, order) => {
    if (order === 'approve') return step.approved;
    if (order === 'refuse') return step.refused;
    return order === 'skip' ? step.timeout : null;
  },
});
