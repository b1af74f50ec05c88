import type { Answer, Hold, Interrupt } from '../../schemas/index.ts';
import { close } from './closing.ts';
import { currentStep, type Draft, line, performAside, raise } from './draft.ts';
import { isFree, keyOf } from './free.ts';
import { halt } from './halt.ts';
import { ruleOf } from './steps/index.ts';

type HoldsAnswer = Extract<Answer, { readonly ask: 'holds'; readonly holds: readonly Hold[] }>;

/** The step's question is answered; while held the answer is dropped and asked again on release. */
export function answerStep(d: Draft, answer: Answer): void {
  d.s.open = null;
  if (!isFree(d)) {
    if (d.s.closing === null) halt(d);
    return;
  }
  if ('problem' in answer) {
    raise(d, answer.problem);
    return;
  }
  const step = currentStep(d);
  ruleOf(step).answered(d, step, answer);
}

function interruptOf(d: Draft, hold: Hold): Interrupt {
  if (hold.cause === 'dispute') return d.plan.interrupts.disputed;
  if (hold.cause !== 'tag') return 'hold';
  const { tags } = d.plan.interrupts;
  return Object.hasOwn(tags, hold.object) ? (tags[hold.object] ?? 'hold') : 'hold';
}

/** Follows an interrupt that ends or jumps, once for its object. Gives true where it did. */
function redirect(d: Draft, key: string, interrupt: Interrupt | 'handoff'): boolean {
  if (interrupt === 'hold' || interrupt === 'handoff') return false;
  if (d.s.honoured.includes(key)) return true;
  d.s.honoured = [...d.s.honoured, key];
  line(d, 'heard', { event: key.slice(0, key.indexOf(':')) });
  close(
    d,
    interrupt === 'end'
      ? { kind: 'finish', outcome: 'interrupted' }
      : { kind: 'enter', step: interrupt.jump },
  );
  return true;
}

function announce(d: Draft, hold: Hold): void {
  const tag = hold.cause === 'tag' ? { tag: hold.object } : {};
  line(
    d,
    'held',
    hold.until === null ? { cause: hold.cause, ...tag } : { cause: hold.cause, ...tag, until: hold.until },
  );
}

/** True where a fact holds the run; false where its interrupt ended it, or has jumped already. */
function stands(d: Draft, hold: Hold, blocks: boolean): boolean {
  const key = keyOf(hold);
  const honoured = d.s.honoured.includes(key);
  if (hold.cause === 'promise') return !honoured;
  return (blocks && honoured) || !redirect(d, key, interruptOf(d, hold));
}

/**
 * Puts what stands in place of the holds that mirror facts; the run's own stay. What blocks a request
 * holds it also where the interrupt has jumped: the request waits for the end of the dispute or tag.
 */
export function adoptHolds(d: Draft, standing: readonly Hold[], blocks = false): void {
  if (standing.length === 0 && d.s.holds.length === 0) return;
  const own = d.s.holds.filter((hold) => hold.cause === 'delivery' || hold.cause === 'problem');
  const before = d.s.holds.filter((hold) => hold.cause !== 'delivery' && hold.cause !== 'problem');
  const now = standing.filter((hold) => stands(d, hold, blocks));
  for (const hold of before) {
    if (!now.some((one) => keyOf(one) === keyOf(hold))) line(d, 'released', { cause: hold.cause });
  }
  for (const hold of now) {
    const known = before.find((one) => keyOf(one) === keyOf(hold));
    if (known === undefined || known.until !== hold.until) announce(d, hold);
  }
  d.s.holds = now.length === 0 && own.length === 0 ? [] : [...now, ...own];
}

/** Which holds stand: an end first, then interrupts, then the set itself. */
export function answerHolds(
  d: Draft,
  answer: HoldsAnswer | { readonly problem: { readonly code: string } },
): void {
  d.s.standing = null;
  if ('problem' in answer) {
    // What has run out and cannot be asked again now waits for a person.
    d.s.holds = d.s.holds.map((hold) =>
      hold.until !== null && hold.until <= d.s.at ? { ...hold, until: null } : hold,
    );
    raise(d, answer.problem);
    return;
  }
  if (answer.settled !== null) {
    close(d, { kind: 'finish', outcome: answer.settled });
    return;
  }
  const { insolvent } = d.plan.interrupts;
  if (answer.insolvent && insolvent === 'end') {
    close(d, { kind: 'finish', outcome: 'insolvent' });
    return;
  }
  adoptHolds(d, answer.holds);
  if (answer.insolvent) redirect(d, 'insolvent:', insolvent);
}

function lift(d: Draft, promise: string): void {
  d.s.holds = d.s.holds.filter((hold) => hold.cause !== 'promise' || hold.object !== promise);
}

/** Whether a promise was kept: lifts its hold, moves it to the next date, or follows the flow's choice. */
export function answerKept(d: Draft, command: string, promise: string, answer: Answer): void {
  const { [command]: _answered, ...rest } = d.s.keeping;
  d.s.keeping = rest;
  if ('problem' in answer) {
    lift(d, promise);
    d.s.honoured = [...d.s.honoured, `promise:${promise}`];
    raise(d, answer.problem);
    return;
  }
  if (answer.ask !== 'kept') return;
  if (answer.fate === 'until') {
    const { until } = answer;
    d.s.holds = d.s.holds.map((hold) =>
      hold.cause === 'promise' && hold.object === promise ? { ...hold, until } : hold,
    );
    line(d, 'held', { cause: 'promise', until });
    return;
  }
  lift(d, promise);
  if (answer.fate === 'kept') {
    line(d, 'promise-kept');
    return;
  }
  d.s.honoured = [...d.s.honoured, `promise:${promise}`];
  line(d, 'promise-broken');
  performAside(d, 'promise-broken', promise);
  const { broken } = d.plan.interrupts.promised;
  if (broken === 'end') close(d, { kind: 'finish', outcome: 'interrupted' });
  else if (broken !== 'continue') close(d, { kind: 'enter', step: broken.jump });
}
