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

function answers(d: Draft, step: ApproveStep, event: Happened): boolean {
  return (
    event.what === 'task-done' &&
    event.step === step.id &&
    event.at >= d.s.entered &&
    (event.outcome === 'approved' || event.outcome === 'refused')
  );
}

/** True where the person answered before the run listened. */
function takeEarlier(d: Draft, step: ApproveStep): boolean {
  const early = d.s.heard['task-done'];
  if (early === undefined || !answers(d, step, early)) return false;
  takeAnswer(d, step, early);
  return true;
}

/** Makes the task, then waits for the person; its clock stops while the run is held. */
export const approve = rule('approve', {
  clock: 'stops',
  enter: (d) => performStep(d),
  performed: (d, step, fate) => {
    if (fate === 'void') go(d, step.refused);
    else if (!takeEarlier(d, step)) ask(d, 'when');
  },
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
    answers(d, step, event) && (d.s.deadline !== null || d.s.open?.type === 'decide'),
  take: takeAnswer,
  abandon: (d) => {
    if (d.s.trail[d.s.step]?.delivered != null) performAside(d, 'expired', null);
  },
  released: (d, step) => {
    const isMade = d.s.trail[d.s.step]?.delivered != null;
    if (isMade && takeEarlier(d, step)) return;
    if (d.s.deadline !== null) line(d, 'waits', { until: d.s.deadline });
    else if (isMade) ask(d, 'when');
    else performStep(d);
  },
  ordered: (step, order) => {
    if (order === 'approve') return step.approved;
    if (order === 'refuse') return step.refused;
    return order === 'skip' ? step.timeout : null;
  },
});
