import type { Happened } from '../../schemas/index.ts';
import { close } from './closing.ts';
import {
  askHolds,
  askKept,
  currentStep,
  type Draft,
  line,
  markChanged,
  performStep,
  raise,
} from './draft.ts';
import { isFree } from './free.ts';
import { halt } from './halt.ts';
import { remember } from './seen.ts';
import { ruleOf } from './steps/index.ts';
import { stepWake } from './wake.ts';

/** Paid and insolvent come before an active `listen`; the others after it. All are read from the facts. */
const first: ReadonlySet<string> = new Set(['paid', 'credited', 'written-off', 'insolvent']);
/** What may show that a promise is kept before its day, or let one be judged that waited for data. */
const bearsOnPromise: ReadonlySet<string> = new Set(['partly-paid', 'refreshed']);
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

export function happened(d: Draft, event: Happened): void {
  const { s } = d;
  remember(d, event.id);
  if (first.has(event.what)) {
    askHolds(d);
    return;
  }
  const step = s.visit === 0 ? undefined : d.plan.steps[s.step];
  if (step !== undefined && ruleOf(step).wants(d, step, event)) {
    if (isFree(d)) {
      ruleOf(step).take(d, step, event);
      if (nudges.has(event.what) && s.closing === null) askAfterTaken(d, event);
      return;
    }
    if (s.closing === null) halt(d);
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
  if (bearsOnPromise.has(event.what) && s.holds.some((hold) => hold.cause === 'promise')) askHolds(d);
}

/** A step took the event; what it says still holds the steps after it, but neither ends nor jumps. */
function askAfterTaken(d: Draft, event: Happened): void {
  const { disputed, tags } = d.plan.interrupts;
  const tag = event.tag ?? '';
  if (event.what === 'disputed' && disputed !== 'hold') honour(d, `dispute:${event.object ?? ''}`);
  if (event.what === 'tagged' && Object.hasOwn(tags, tag) && tags[tag] !== 'hold') honour(d, `tag:${tag}`);
  askHolds(d);
}

function honour(d: Draft, key: string): void {
  if (!d.s.honoured.includes(key)) d.s.honoured = [...d.s.honoured, key];
}

/** New data came: what waited for them is asked again, now or, while held, on release. */
function refreshed(d: Draft): void {
  const { open } = d.s;
  markChanged(d);
  if (open?.type === 'perform' && open.status === 'deferred' && open.orRefreshed) {
    if (isFree(d)) performStep(d, { refreshed: true });
    else d.s.open = { ...open, until: d.s.at };
  }
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
