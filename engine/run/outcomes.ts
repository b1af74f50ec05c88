import type { Hold, PerformOutcome } from '../../schemas/index.ts';
import { adoptHolds } from './answers.ts';
import { close } from './closing.ts';
import { askHolds, book, currentStep, type Draft, line, performAside, raise } from './draft.ts';
import { isFree, isNoStep } from './free.ts';
import { halt } from './halt.ts';
import { ruleOf } from './steps/index.ts';

/** What became of the step's own request. Only `done` and `void` let the run go on. */
export function outcomeOfStep(d: Draft, outcome: PerformOutcome): void {
  const { s } = d;
  const open = s.open;
  if (open?.type !== 'perform') return;
  switch (outcome.fate) {
    case 'done':
      book(d, reachedTheCustomer(d));
      line(d, 'done');
      settleRequest(d, outcome);
      return;
    case 'void':
      line(d, 'void', { why: outcome.why });
      settleRequest(d, outcome);
      return;
    case 'blocked':
      s.open = { ...open, status: 'blocked', until: null };
      line(d, 'blocked', { by: outcome.holds.map((hold) => hold.cause).join(' ') });
      if (s.closing === null) blocked(d, outcome.holds, open.orRefreshed);
      return;
    case 'deferred':
      s.open = {
        ...open,
        status: 'deferred',
        until: open.orRefreshed && outcome.orRefreshed === true ? s.at : outcome.until,
        orRefreshed: outcome.orRefreshed === true,
      };
      line(d, 'deferred', { why: outcome.why, until: outcome.until });
      return;
    case 'failed':
      s.open = { ...open, status: 'failed', until: null };
      line(d, 'failed', { code: outcome.problem.code });
      if (s.closing === null) raise(d, outcome.problem);
      return;
    case 'unreachable':
      outcomeUnreachable(d);
      return;
    case 'uncertain':
      s.open = { ...open, status: 'uncertain', until: null, delivery: outcome.delivery };
      s.holds = [...s.holds, { cause: 'delivery', object: outcome.delivery, until: null }];
      line(d, 'uncertain');
      performAside(d, 'uncertain', outcome.delivery);
      return;
  }
}

/** A run without a step in its release no longer knows what it sent: the gap is kept as after a contact. */
function reachedTheCustomer({ plan, s }: Draft): boolean {
  const step = plan.steps[s.step];
  return step === undefined || s.holds.some(isNoStep) || ruleOf(step).contact;
}

/** The holds that the mailroom met; asked again where they may be older than what the run has heard. */
function blocked(d: Draft, holds: readonly Hold[], changed: boolean): void {
  adoptHolds(d, holds, true);
  if (isFree(d) && !changed) raise(d, { code: 'blocked-by-nothing' });
  if (d.s.closing !== null) return;
  halt(d);
  if (changed) askHolds(d);
}

function outcomeUnreachable(d: Draft): void {
  const { s } = d;
  const step = currentStep(d);
  line(d, 'unreachable');
  const way = 'unreachable' in step ? step.unreachable : undefined;
  if (s.open?.type === 'perform') s.open = { ...s.open, status: 'failed', until: null };
  if (s.closing !== null) return;
  if (way === undefined) {
    raise(d, { code: 'no-address' }, 'unreachable');
    return;
  }
  close(d, { kind: 'enter', step: way });
}

/** Lets the step go on: now, on release while held, or, without a step, where the run is placed next. */
function settleRequest(d: Draft, outcome: PerformOutcome & { readonly fate: 'done' | 'void' }): void {
  const { s } = d;
  s.open = null;
  s.since = null;
  if (s.closing !== null && s.closing.kind !== 'adopt') return;
  const step = d.plan.steps[s.step];
  if (step === undefined || !isFree(d)) {
    s.remembered = outcome;
    if (s.closing === null) halt(d);
    return;
  }
  ruleOf(step).performed(d, step, outcome.fate);
}

/** What is known of an uncertain delivery: `sent` counts as done, `not-sent` asks the request again. */
export function resolveDelivery(d: Draft, delivery: string, fate: 'sent' | 'not-sent'): void {
  const { s } = d;
  s.holds = s.holds.filter((hold) => hold.cause !== 'delivery' || hold.object !== delivery);
  line(d, 'resolved', { fate });
  if (s.open?.type !== 'perform' || s.open.delivery !== delivery) return;
  if (fate === 'not-sent') {
    s.open = { ...s.open, status: 'blocked', delivery: null };
    s.halted = true;
    return;
  }
  s.open = { ...s.open, status: 'asked', delivery: null };
  outcomeOfStep(d, { fate: 'done', delivery });
}
