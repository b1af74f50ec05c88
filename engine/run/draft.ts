import type {
  Ask,
  Command,
  Perform,
  Plan,
  Problem,
  RunState,
  Step,
  TaskReason,
  TraceDetail,
  TraceLine,
  TraceWhat,
  Visit,
} from '../../schemas/index.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The state being written, the commands and lines it gives. Arrays and records inside the state are
 * replaced, never written to, so that the caller's state stays as it was; only the trail is written to
 * where it is the draft's own.
 */
export interface Draft {
  readonly plan: Plan;
  readonly s: Mutable<RunState>;
  commands: readonly Command[];
  readonly lines: TraceLine[];
  /** Steps that may still be entered in this call. */
  budget: number;
  /** True where nobody else sees the trail: it was copied in this call, or a walk owns the state. */
  ownsTrail: boolean;
}

export const stepBudget = 100;
const none: readonly never[] = [];

export function draftOf(plan: Plan, state: RunState): Draft {
  return { plan, s: { ...state }, commands: none, lines: [], budget: stepBudget, ownsTrail: false };
}

/** A fault in our own invariants, never in data. */
export class InvariantError extends Error {
  readonly code = 'invariant';
  readonly run: string;
  constructor(message: string, run: string) {
    super(message);
    this.name = 'InvariantError';
    this.run = run;
  }
}

export function currentStep(d: Draft): Step {
  const step = d.plan.steps[d.s.step];
  if (step === undefined) {
    throw new InvariantError(
      `run ${d.s.run} stands at step "${d.s.step}", which release ${d.plan.release} lacks`,
      d.s.run,
    );
  }
  return step;
}

export function line(d: Draft, what: TraceWhat, detail: TraceDetail | null = null): void {
  d.lines.push({ at: d.s.at, step: d.s.step, visit: d.s.visit, what, detail });
}

/** Commands are few: a list of just their length is smaller than one with room to grow. */
export function give(d: Draft, command: Command): void {
  d.commands = d.commands.length === 0 ? [command] : [...d.commands, command];
}

function nextId(d: Draft): string {
  d.s.counter += 1;
  return `${d.s.run}/${d.s.step}/${d.s.visit}/${d.s.counter}`;
}

export interface Question {
  readonly since?: number;
  readonly namedDelivery?: number | null;
  readonly object?: string;
}

function pushDecide(d: Draft, ask: Ask, question: Question): string {
  const id = nextId(d);
  give(d, {
    type: 'decide',
    id,
    ask,
    at: d.s.at,
    step: d.s.step,
    visit: d.s.visit,
    entered: d.s.entered,
    lastDelivery: d.s.lastDelivery,
    namedDelivery: question.namedDelivery ?? null,
    late: d.s.late,
    since: question.since ?? null,
    object: question.object ?? null,
  });
  return id;
}

/** Asks the step's question; the one asked before, if any, is stale from now on. */
export function ask(d: Draft, what: 'when' | 'which' | 'variant', question: Question = {}): void {
  d.s.open = { type: 'decide', id: pushDecide(d, what, question), ask: what };
}

/**
 * The world changed while a request is carried out: its outcome may rest on older facts. On a request
 * in flight `orRefreshed` says so.
 */
export function markChanged(d: Draft): void {
  const { open } = d.s;
  if (open?.type === 'perform' && open.status === 'asked') d.s.open = { ...open, orRefreshed: true };
}

/** Asks which holds stand; an older question is stale from now on. */
export function askHolds(d: Draft): void {
  markChanged(d);
  d.s.standing = pushDecide(d, 'holds', {});
}

/** Asks whether a promise was kept. */
export function askKept(d: Draft, promise: string): void {
  const id = pushDecide(d, 'kept', { object: promise });
  d.s.keeping = { ...d.s.keeping, [id]: promise };
}

function pushPerform(d: Draft, task: TaskReason | null, object: string | null, refreshed = false): Perform {
  const perform: Perform = {
    type: 'perform',
    id: nextId(d),
    at: d.s.at,
    step: d.s.step,
    visit: d.s.visit,
    planned: d.s.planned,
    late: d.s.late,
    since: d.s.since ?? d.s.at,
    lastDelivery: d.s.lastDelivery,
    task,
    object,
    ...(refreshed ? { refreshed } : {}),
  };
  give(d, perform);
  return perform;
}

/** Performs the step; asked again for the same visit it is the same request under a new command id. */
export function performStep(d: Draft, { refreshed = false } = {}): void {
  d.s.since ??= d.s.at;
  const { id } = pushPerform(d, null, null, refreshed);
  d.s.open = { type: 'perform', id, status: 'asked', until: null, orRefreshed: false, delivery: null };
}

/** Makes a task beside the flow; the run does not wait for it. */
export function performAside(d: Draft, task: TaskReason, object: string | null): void {
  const { id } = pushPerform(d, task, object);
  d.s.asides = { ...d.s.asides, [id]: task };
}

/** Holds the run with a fault that a person can act on, and makes them a task. */
export function raise(d: Draft, problem: Pick<Problem, 'code'>, task: TaskReason = 'problem'): void {
  const known = d.s.holds.some((hold) => hold.cause === 'problem' && hold.object === problem.code);
  if (known) return;
  d.s.holds = [...d.s.holds, { cause: 'problem', object: problem.code, until: null }];
  line(d, 'held', { cause: 'problem', code: problem.code });
  performAside(d, task, problem.code);
}

/** Writes a step's visit into the trail. */
export function note(d: Draft, step: string, visit: Visit): void {
  if (!d.ownsTrail) {
    d.s.trail = { ...d.s.trail };
    d.ownsTrail = true;
  }
  (d.s.trail as Record<string, Visit>)[step] = visit;
}

/** Books a delivery: waits and *since* count from it. Only contacts with the customer move the gap. */
export function book(d: Draft, isContact: boolean): void {
  const visit = d.s.trail[d.s.step];
  if (visit !== undefined) {
    note(d, d.s.step, { visits: visit.visits, entered: visit.entered, delivered: d.s.at });
  }
  if (isContact) d.s.lastDelivery = d.s.at;
}
