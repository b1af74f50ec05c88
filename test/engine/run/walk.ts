import { advance, newRun, nextWake } from '../../../engine/run/index.ts';
import type {
  Answer,
  Command,
  Event,
  Happened,
  Happening,
  Hold,
  Order,
  Ordered,
  PerformOutcome,
  Plan,
  RunState,
} from '../../../schemas/index.ts';
import { day, sayCommand, sayLine } from './sentences.ts';

/** A run walked by hand: a test tells it events and reads what it says. Days count from 1970. */
export interface Walk {
  readonly state: () => RunState;
  /** Every line since the last call, as sentences. */
  readonly lines: () => readonly string[];
  /** Every command since the last call, as sentences. */
  readonly commands: () => readonly string[];
  readonly tell: (event: Event) => void;
  readonly happens: (what: Happening, on: number, more?: Partial<Happened>) => void;
  readonly orders: (order: Order, on: number, more?: Partial<Ordered>) => void;
  /** Answers the newest open question of that kind. */
  readonly decided: (answer: Answer) => void;
  readonly holds: (...holds: readonly Hold[]) => void;
  /** Answers *when* with the instant of a day. */
  readonly when: (on: number, late?: boolean) => void;
  /** Answers the step's request. */
  readonly performed: (outcome: PerformOutcome | 'done') => void;
  /** Wakes the run at its planned instant, or on a day. */
  readonly wakes: (on?: number) => void;
  /** From now on the driver finds another plan. */
  readonly adopts: (plan: Plan) => void;
  /** Ids of all `decide` and `perform` commands so far. */
  readonly ids: () => readonly string[];
}

export function startWalk(first: Plan): Walk {
  let plan = first;
  let state = newRun(plan, 'run-1');
  let lines: string[] = [];
  let commands: string[] = [];
  let count = 0;
  const all: Command[] = [];

  const tell = (event: Event): void => {
    const next = advance(plan, state, event);
    state = next.state;
    lines.push(...next.lines.map(sayLine));
    commands.push(...next.commands.map(sayCommand));
    all.push(...next.commands);
  };
  const newest = (wanted: (command: Command) => boolean): string => {
    const found = all.findLast(wanted);
    if (found === undefined || !('id' in found)) throw new RangeError('nothing of that kind was asked');
    return found.id;
  };
  const decided = (answer: Answer): void =>
    tell({
      type: 'decided',
      command: newest((one) => one.type === 'decide' && one.ask === answer.ask),
      answer,
    });
  const nextId = (): string => {
    count += 1;
    return `event-${count}`;
  };

  return {
    state: () => state,
    lines: () => {
      const said = lines;
      lines = [];
      return said;
    },
    commands: () => {
      const said = commands;
      commands = [];
      return said;
    },
    tell,
    happens: (what, on, more = {}) => tell({ type: 'happened', id: nextId(), at: day(on), what, ...more }),
    orders: (order, on, more = {}) => tell({ type: 'ordered', id: nextId(), at: day(on), order, ...more }),
    decided,
    holds: (...holds) => decided({ ask: 'holds', settled: null, insolvent: false, holds }),
    when: (on, late = false) => decided({ ask: 'when', at: day(on), planned: day(on), late }),
    performed: (outcome) =>
      tell({
        type: 'performed',
        command: newest((one) => one.type === 'perform' && one.task === null),
        outcome: outcome === 'done' ? { fate: 'done' } : outcome,
      }),
    wakes: (on) => tell({ type: 'woke', at: on === undefined ? (nextWake(plan, state) ?? 0) : day(on) }),
    adopts: (next) => {
      plan = next;
    },
    ids: () => all.flatMap((command) => ('id' in command ? [command.id] : [])),
  };
}

/** A run that has started on day 0 and that nothing holds. */
export function walkFrom(plan: Plan): Walk {
  const walk = startWalk(plan);
  walk.tell({ type: 'started', at: 0 });
  walk.holds();
  walk.lines();
  walk.commands();
  return walk;
}

export const dispute = (object: string): Hold => ({ cause: 'dispute', object, until: null });
export const promise = (object: string, until: number): Hold => ({
  cause: 'promise',
  object,
  until: day(until),
});
