import type { Answer, Decide, Hold, Perform, PerformOutcome, Plan, Step } from '../../../schemas/index.ts';
import { msOfDay } from './sentences.ts';

/** What is so, whatever a run has heard of it. */
export interface World {
  readonly disputes: Map<string, 'open' | 'closed'>;
  promise: { readonly id: string; until: number; fate: 'open' | 'kept' | 'broken' } | null;
  readonly tags: Set<string>;
  paused: boolean;
  settled: 'paid' | 'credited' | 'written-off' | null;
  insolvent: boolean;
}

export function newWorld(): World {
  return {
    disputes: new Map(),
    promise: null,
    tags: new Set(),
    paused: false,
    settled: null,
    insolvent: false,
  };
}

/** The holds that the facts demand. */
export function holdsOf(world: World): readonly Hold[] {
  const holds: Hold[] = [];
  for (const [object, fate] of world.disputes) {
    if (fate === 'open') holds.push({ cause: 'dispute', object, until: null });
  }
  const { promise } = world;
  if (promise?.fate === 'open') holds.push({ cause: 'promise', object: promise.id, until: promise.until });
  for (const object of world.tags) holds.push({ cause: 'tag', object, until: null });
  if (world.paused) holds.push({ cause: 'pause', object: '', until: null });
  return holds;
}

function whenOf(step: Step, command: Decide): Answer {
  const days = step.kind === 'wait' ? step.until.days : 2;
  const from = step.kind === 'wait' ? command.entered : command.at;
  const at = from + days * msOfDay;
  return { ask: 'when', at, planned: at, late: false };
}

/** Answers a question from the facts; `luck` chooses where facts do not. */
export function answerOf(world: World, plan: Plan, command: Decide, luck: number): Answer {
  const step = plan.steps[command.step];
  switch (command.ask) {
    case 'when':
      return step === undefined || luck === 7
        ? { ask: 'when', problem: { code: 'no-due-date', message: 'enter one' } }
        : whenOf(step, command);
    case 'which': {
      const ways = ['case', 'else', 'unknown'] as const;
      const way = ways[luck % 3] ?? 'else';
      return way === 'case' ? { ask: 'which', way, case: 'gros' } : { ask: 'which', way };
    }
    case 'variant':
      return { ask: 'variant', variant: luck % 2 === 0 ? 'a' : 'b' };
    case 'holds':
      return { ask: 'holds', settled: world.settled, insolvent: world.insolvent, holds: holdsOf(world) };
    case 'kept': {
      const { promise } = world;
      if (promise === null || promise.id !== command.object || promise.fate === 'kept')
        return { ask: 'kept', fate: 'kept' };
      if (promise.until > command.at) return { ask: 'kept', fate: 'until', until: promise.until };
      return { ask: 'kept', fate: 'broken' };
    }
  }
}

/** Carries a request out: what the facts forbid never leaves; otherwise `luck` decides. */
export function outcomeOf(
  world: World,
  plan: Plan,
  command: Perform,
  luck: number,
  now: number,
): PerformOutcome {
  if (command.task === 'promise-broken' && world.promise?.id === command.object)
    world.promise = { ...world.promise, fate: 'broken' };
  if (command.task !== null) return { fate: 'done' };
  if (world.settled !== null) return { fate: 'void', why: world.settled };
  const step = plan.steps[command.step];
  const despite = step !== undefined && 'despite' in step && step.despite !== undefined;
  const holds = holdsOf(world).filter(({ cause, until }) => cause !== 'promise' || (until ?? 0) > now);
  const stops = holds.filter(({ cause }) => !despite || (cause !== 'promise' && cause !== 'dispute'));
  if (stops.length > 0) return { fate: 'blocked', holds };
  switch (luck) {
    case 3:
      return { fate: 'deferred', until: now + msOfDay, why: 'cap' };
    case 4:
      return { fate: 'deferred', until: now + 9 * msOfDay, why: 'stale-data', orRefreshed: true };
    case 5:
      return { fate: 'failed', problem: { code: 'smtp-550', message: 'refused' } };
    case 6:
      return { fate: 'unreachable' };
    case 7:
      return { fate: 'uncertain', delivery: `delivery-${command.id}` };
    default:
      return luck === 2 ? { fate: 'void', why: 'below-floor' } : { fate: 'done' };
  }
}
