import type { Happened, Ordered } from '../../schemas/index.ts';
import { close } from './closing.ts';
import { askHolds, askKept, currentStep, type Draft, line, performStep, raise } from './draft.ts';
import { isFree } from './free.ts';
import { resolveDelivery } from './outcomes.ts';
import { ruleOf } from './steps/index.ts';
import { stepWake } from './wake.ts';

/** How many event ids are remembered; an older repeat only asks the world again. */
export const remembered = 64;

/** Paid and insolvent come before an active `listen`; the others after it. All are read from the facts. */
const first: ReadonlySet<string> = new Set(['paid', 'credited', 'written-off', 'insolvent']);
const nudges: ReadonlySet<string> = new Set([
  'disputed',
  'dispute-closed',
  'promised',
  'tagged',
  'untagged',
  'held',
  'released',
  'reversed',
]);

export function remember(d: Draft, id: string): void {
  d.s.seen = [...d.s.seen.slice(-(remembered - 1)), id];
}

export function happened(d: Draft, event: Happened): void {
  const { s } = d;
  remember(d, event.id);
  if (first.has(event.what)) {
    askHolds(d);
    return;
  }
  if (isFree(d)) {
    const step = currentStep(d);
    if (ruleOf(step).wants(d, step, event)) {
      ruleOf(step).take(d, step, event);
      return;
    }
  }
  s.heard = { ...s.heard, [event.what]: event };
  if (nudges.has(event.what)) {
    askHolds(d);
    return;
  }
  if (event.what === 'bounced') {
    bounced(d, event);
    return;
  }
  if (event.what === 'refreshed') refreshed(d);
}

/** New data came: what waited for them is asked again. */
function refreshed(d: Draft): void {
  const { open } = d.s;
  if (open?.type === 'perform' && open.status === 'deferred' && open.orRefreshed && isFree(d)) performStep(d);
  if (d.s.holds.some((hold) => hold.cause === 'promise')) askHolds(d);
}

/** A message came back: the way that its step names, or else a task and a hold. */
function bounced(d: Draft, event: Happened): void {
  const step = event.step === undefined ? undefined : d.plan.steps[event.step];
  const way = step !== undefined && 'bounced' in step ? step.bounced : undefined;
  if (way === undefined) {
    raise(d, { code: 'bounced' }, 'bounced');
    return;
  }
  line(d, 'heard', { event: 'bounced' });
  close(d, { kind: 'enter', step: way });
}

function liftProblems(d: Draft): void {
  d.s.holds = d.s.holds.filter((hold) => hold.cause !== 'problem');
  d.s.since = null;
}

export function ordered(d: Draft, event: Ordered): void {
  remember(d, event.id);
  const step = currentStep(d);
  switch (event.order) {
    case 'pause':
      askHolds(d);
      return;
    case 'resume':
      line(d, 'ordered', { order: 'resume' });
      liftProblems(d);
      askHolds(d);
      return;
    case 'stop':
      line(d, 'ordered', { order: 'stop' });
      close(d, { kind: 'finish', outcome: 'stopped' });
      return;
    case 'jump':
      if (event.step === undefined || d.plan.steps[event.step] === undefined) return;
      line(d, 'ordered', { order: 'jump', to: event.step });
      liftProblems(d);
      close(d, { kind: 'enter', step: event.step });
      return;
    case 'skip':
    case 'approve':
    case 'refuse': {
      const way = d.s.visit === 0 ? null : ruleOf(step).ordered(step, event.order);
      if (way === null) return;
      line(d, 'ordered', { order: event.order });
      liftProblems(d);
      close(d, { kind: 'enter', step: way });
      return;
    }
    case 'migrate':
      if (event.release === undefined) return;
      close(d, { kind: 'adopt', release: event.release, step: event.step ?? null });
      return;
    case 'resolve':
      if (event.delivery === undefined || event.fate === undefined) return;
      resolveDelivery(d, event.delivery, event.fate);
      return;
  }
}

/** A planned instant has come: first the timed holds, then the step's own deadline or deferral. */
export function woke(d: Draft): void {
  const { s } = d;
  let asked = false;
  for (const hold of s.holds) {
    if (hold.until === null || hold.until > s.at) continue;
    if (hold.cause === 'promise') askKept(d, hold.object);
    else if (!asked) {
      askHolds(d);
      asked = true;
    }
  }
  if (!isFree(d)) return;
  const own = stepWake(s);
  if (own === null || own > s.at) return;
  if (s.open !== null) {
    performStep(d);
    return;
  }
  s.deadline = null;
  const step = currentStep(d);
  ruleOf(step).due(d, step);
}
