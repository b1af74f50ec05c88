import type { Event, Happening, Moves, Order, TaskOutcome } from '../../../schemas/index.ts';
import { readOutcome } from './read-outcome.ts';
import { isInstant, isRecord, isText, isTextOrAbsent } from './read-value.ts';

/** Kept here as data, so that the bundle holds no schema library. The types say that none is missing. */
const happenings: Readonly<Record<Happening, true>> = {
  paid: true,
  'partly-paid': true,
  reversed: true,
  credited: true,
  disputed: true,
  'dispute-closed': true,
  promised: true,
  replied: true,
  bounced: true,
  'task-done': true,
  'due-date-moved': true,
  tagged: true,
  untagged: true,
  held: true,
  released: true,
  refreshed: true,
  insolvent: true,
  'written-off': true,
};
const orders: Readonly<Record<Order, true>> = {
  pause: true,
  resume: true,
  skip: true,
  jump: true,
  stop: true,
  approve: true,
  refuse: true,
  migrate: true,
  resolve: true,
};
/** Those of an object's fields that are there. */
function present<Key extends string>(
  value: Readonly<Record<string, unknown>>,
  keys: readonly Key[],
): { readonly [K in Key]?: string } | null {
  const found: { [K in Key]?: string } = {};
  for (const key of keys) {
    const field = value[key];
    if (!isTextOrAbsent(field)) return null;
    if (field !== undefined) found[key] = field;
  }
  return found;
}

function readHappened(value: Readonly<Record<string, unknown>>, now: number): Event | null {
  const { id, at, what } = value;
  const rest = present(value, ['object', 'step', 'outcome', 'tag']);
  if (!isText(id) || !isInstant(at) || !isText(what) || rest === null) return null;
  if (!Object.hasOwn(happenings, what)) return null;
  const { outcome, ...others } = rest;
  return {
    ...{ type: 'happened', id, at: Math.min(at, now), what: what as Happening, ...others },
    ...(outcome === undefined ? {} : { outcome: outcome as TaskOutcome }),
  };
}

function readOrdered(value: Readonly<Record<string, unknown>>, now: number): Event | null {
  const { id, at, order } = value;
  const rest = present(value, ['step', 'release', 'from', 'delivery', 'fate']);
  if (!isText(id) || !isInstant(at) || !isText(order) || rest === null) return null;
  if (!Object.hasOwn(orders, order)) return null;
  const { fate, ...others } = rest;
  if (fate !== undefined && fate !== 'sent' && fate !== 'not-sent') return null;
  const moves = readMoves(value.moves);
  if (moves === null) return null;
  return {
    ...{ type: 'ordered', id, at: Math.min(at, now), order: order as Order, ...others },
    ...(fate === undefined ? {} : { fate }),
    ...(moves === undefined ? {} : { moves }),
  };
}

/** Null where it is no mapping of steps. */
function readMoves(value: unknown): Moves | null | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) return null;
  const moves: Record<string, string | null> = {};
  for (const [step, to] of Object.entries(value)) {
    if (to !== null && !isText(to)) return null;
    if (step === '__proto__') return null;
    moves[step] = to;
  }
  return moves;
}

/**
 * The event that something from outside is, field by field; null where it is none that a run can hear.
 *
 * @param now Nothing has happened later than that: an instant from the future would lead the run into it.
 */
export function readEvent(value: unknown, now: number): Event | null {
  if (!isRecord(value)) return null;
  switch (value.type) {
    case 'happened':
      return readHappened(value, now);
    case 'ordered':
      return readOrdered(value, now);
    case 'performed': {
      const outcome = readOutcome(value.outcome);
      if (outcome === null || !isText(value.command)) return null;
      return { type: 'performed', command: value.command, outcome };
    }
    default:
      return null;
  }
}
