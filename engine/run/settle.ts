import { completeClosing } from './closing.ts';
import { type Draft, give, performStep, raise } from './draft.ts';
import { isFree } from './free.ts';
import { go } from './go.ts';
import { halt } from './halt.ts';
import { isEmpty } from './records.ts';
import { ruleOf } from './steps/index.ts';
import { nextWake } from './wake.ts';

/** The run is free again: what came meanwhile is taken, what was blocked is asked again. */
function release(d: Draft): void {
  const { s } = d;
  s.halted = false;
  if (s.visit === 0) {
    go(d, d.plan.start);
    return;
  }
  const step = d.plan.steps[s.step];
  if (step === undefined) {
    s.halted = true;
    raise(d, { code: 'no-step' });
    return;
  }
  if (s.left !== null) {
    s.deadline = s.at + s.left;
    s.left = null;
  }
  if (s.remembered !== null) {
    const { fate } = s.remembered;
    s.remembered = null;
    if (fate === 'done' || fate === 'void') ruleOf(step).performed(d, step, fate);
  } else if (s.open?.type === 'perform') {
    const { status, until } = s.open;
    const waits =
      status === 'asked' ||
      status === 'uncertain' ||
      (status === 'deferred' && (until === null || until > s.at));
    if (!waits) {
      // How long it was put off counts anew: the hold was no deferral.
      s.since = null;
      performStep(d);
    }
  } else if (s.open === null) {
    ruleOf(step).released(d, step);
  }
}

/** Runs to rest: completes what closes, follows the holds, then derives the sleep. */
export function settle(d: Draft): void {
  const { s } = d;
  for (let moved = true; moved; ) {
    moved = completeClosing(d);
    if (s.phase !== 'running' || s.closing !== null || s.standing !== null || !isEmpty(s.keeping)) continue;
    const free = isFree(d);
    if (free === !s.halted) continue;
    if (free) release(d);
    else halt(d);
    moved = true;
  }
  const wake = nextWake(d.plan, s);
  if (s.phase !== 'finished' && wake !== s.sleeping) give(d, { type: 'sleep', until: wake });
  s.sleeping = wake;
}
