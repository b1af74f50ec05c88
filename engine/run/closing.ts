import type { Closing } from '../../schemas/index.ts';
import { askHolds, currentStep, type Draft, line, raise } from './draft.ts';
import { go } from './go.ts';
import { ruleOf } from './steps/index.ts';

function inFlight(d: Draft): boolean {
  return d.s.open?.type === 'perform' && d.s.open.status === 'asked';
}

/**
 * Begins to leave the step for good: no new commands for it, what is in flight is awaited. An end
 * outranks another way on; the first end stays.
 */
export function close(d: Draft, closing: Closing): void {
  const { s } = d;
  if (s.closing?.kind === 'finish') return;
  if (closing.kind !== 'finish' && s.phase === 'running') {
    const step = currentStep(d);
    ruleOf(step).abandon(d, step);
  }
  s.closing = closing;
  s.deadline = null;
  s.left = null;
  if (closing.kind !== 'adopt') s.remembered = null;
  if (closing.kind === 'finish') {
    s.standing = null;
    s.keeping = {};
  }
  if (!inFlight(d)) s.open = null;
}

/** Completes a closing once nothing is in flight. Gives true where it did something. */
export function completeClosing(d: Draft): boolean {
  const { s } = d;
  if (s.closing === null || inFlight(d) || s.standing !== null || Object.keys(s.keeping).length > 0)
    return false;
  const { closing } = s;
  s.closing = null;
  s.open = null;
  switch (closing.kind) {
    case 'finish':
      s.phase = 'finished';
      s.outcome = closing.outcome;
      line(d, 'finished', { outcome: closing.outcome });
      d.commands.push({ type: 'finish', outcome: closing.outcome });
      return true;
    case 'enter':
      go(d, closing.step);
      return true;
    case 'adopt':
      adopt(d, closing.release, closing.step);
      return true;
  }
}

/**
 * Takes the new release over. The step is begun again by the next call, which the driver makes with
 * the new plan: its question about the holds is asked first.
 */
function adopt(d: Draft, release: string, step: string | null): void {
  const { s } = d;
  s.release = release;
  s.holds = s.holds.filter((hold) => hold.cause !== 'problem' || hold.object !== 'no-step');
  line(d, 'migrated', { step: step ?? s.step });
  if (step === null) {
    raise(d, { code: 'no-step' });
    return;
  }
  s.step = step;
  s.halted = true;
  askHolds(d);
}
