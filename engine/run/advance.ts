/**
 * The reducer. `advance(plan, state, event)` gives the next state, the commands that a driver carries
 * out, and the lines of the trace. Its observable rules are numbered in `engine/SPEC.md`.
 *
 * No clock, no randomness, no I/O, no dependency: it runs inside a Temporal workflow as it is. A
 * repeated, stale or unknown event gives back the very same state, no commands and no lines.
 */
import type {
  Answer,
  Command,
  Event,
  PerformOutcome,
  Plan,
  RunState,
  TraceLine,
} from '../../schemas/index.ts';
import { answerHolds, answerKept, answerStep } from './answers.ts';
import { askHolds, type Draft, draftOf, line } from './draft.ts';
import { happened, woke } from './events.ts';
import { hasEffect, ordered } from './orders.ts';
import { outcomeOfStep, resolveDelivery } from './outcomes.ts';
import { has, isEmpty } from './records.ts';
import { settle } from './settle.ts';
import { nextWake } from './wake.ts';

export interface Advanced {
  readonly state: RunState;
  readonly commands: readonly Command[];
  readonly lines: readonly TraceLine[];
}

/** A wake that comes less than this late counts as planned, in milliseconds. */
export const punctual = 60_000;

const nothing: readonly never[] = [];

/** Ids are compared before they are looked up: a lookup makes the engine write the whole text out. */
function asksFor(state: RunState, command: string): boolean {
  return (
    state.standing === command ||
    (state.open !== null && state.open.type === 'decide' && state.open.id === command) ||
    has(state.keeping, command)
  );
}

/** An uncertain delivery that turns out to be sent, also after its step was left. */
function settlesDelivery(state: RunState, outcome: PerformOutcome): boolean {
  return (
    outcome.fate === 'done' &&
    state.holds.some((hold) => hold.cause === 'delivery' && hold.object === outcome.delivery)
  );
}

/** A request is answered once; only `done` still counts after `uncertain`. */
function awaits(state: RunState, command: string, outcome: PerformOutcome): boolean {
  const { open } = state;
  if (open !== null && open.type === 'perform' && open.id === command)
    return open.status === 'asked' || (open.status === 'uncertain' && outcome.fate === 'done');
  return has(state.asides, command) || settlesDelivery(state, outcome);
}

/** The instant that the event happens at, or null where it is stale, repeated or unknown. */
export function timeOf(plan: Plan, state: RunState, event: Event): number | null {
  if (state.phase === 'finished') return null;
  if (state.phase === 'new') return event.type === 'started' ? event.at : null;
  switch (event.type) {
    case 'decided':
      return asksFor(state, event.command) ? state.at : null;
    case 'performed':
      return awaits(state, event.command, event.outcome) ? state.at : null;
    case 'woke': {
      const planned = nextWake(plan, state);
      if (planned === null || event.at < planned) return null;
      return event.at - planned < punctual ? planned : event.at;
    }
    case 'happened':
      return state.seen.includes(event.id) ? null : event.at;
    case 'ordered':
      return state.seen.includes(event.id) || !hasEffect(plan, state, event) ? null : event.at;
    default:
      return null;
  }
}

function decided(d: Draft, command: string, answer: Answer): void {
  const { standing, keeping } = d.s;
  if (standing === command && (answer.ask === 'holds' || 'problem' in answer)) {
    answerHolds(d, answer);
    return;
  }
  const promise = isEmpty(keeping) ? undefined : keeping[command];
  if (promise !== undefined) answerKept(d, command, promise, answer);
  else answerStep(d, answer);
}

function performed(d: Draft, command: string, outcome: PerformOutcome): void {
  const { s } = d;
  if (s.open !== null && s.open.type === 'perform' && s.open.id === command) {
    if (s.open.status === 'uncertain') resolveDelivery(d, s.open.delivery ?? '', 'sent');
    else outcomeOfStep(d, outcome);
  } else if (has(s.asides, command)) {
    const { [command]: _made, ...rest } = s.asides;
    s.asides = rest;
  } else if (outcome.fate === 'done' && outcome.delivery !== undefined) {
    resolveDelivery(d, outcome.delivery, 'sent');
  }
}

function apply(d: Draft, event: Event): void {
  switch (event.type) {
    case 'started':
      d.s.phase = 'running';
      line(d, 'started');
      askHolds(d);
      return;
    case 'decided':
      decided(d, event.command, event.answer);
      return;
    case 'performed':
      performed(d, event.command, event.outcome);
      return;
    case 'woke':
      woke(d);
      return;
    case 'happened':
      happened(d, event);
      return;
    case 'ordered':
      ordered(d, event);
      return;
    default:
      event satisfies never;
  }
}

export function advance(plan: Plan, state: RunState, event: Event): Advanced {
  const at = timeOf(plan, state, event);
  if (at === null) return { state, commands: nothing, lines: nothing };
  const d = draftOf(plan, state);
  follow(d, event, at);
  return { state: d.s, commands: d.commands, lines: d.lines };
}

/** Applies an event that counts, at its instant, and lets the run come to rest. */
export function follow(d: Draft, event: Event, at: number): void {
  if (at > d.s.at) d.s.at = at;
  apply(d, event);
  settle(d);
}
