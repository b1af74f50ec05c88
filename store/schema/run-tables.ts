/** The engine's durable side: runs, what they hear, what they decided and said. */
import type { Happening } from '../../schemas/event.ts';
import type {
  Answer,
  Event,
  Problem,
  RunOutcome,
  RunState,
  TraceDetail,
  TraceWhat,
} from '../../schemas/index.ts';
import type { Defaulted, Detail, Id, Instant, Json } from './columns.ts';

/** Who drives a run. */
export type EngineName = 'embedded' | 'temporal';

/** The turn that was stored last for a run that Temporal drives. */
export interface Fence {
  /** Place of the turn in the workflow: its link in the chain, the length of its history, its number there. */
  readonly place: readonly [chain: number, length: number, turn: number];
  /** The answers given, for the same turn taken once more. */
  readonly answers: readonly Answer[];
}

export interface RunTable {
  /** `${invoiceId}-${cycle}`. */
  id: string;
  invoice_id: number;
  customer_id: number;
  cycle: number;
  flow_id: string;
  release: string;
  state: Json<RunState>;
  status: 'running' | 'finished' | 'poisoned';
  /** Doubles of the state, for lists. */
  phase: RunState['phase'];
  step: string;
  visit: number;
  held: Defaulted<boolean>;
  outcome: RunOutcome | null;
  wake_at: Instant | null;
  version: Defaulted<number>;
  problem: Json<Problem> | null;
  attempts: Defaulted<number>;
  started_at: Instant;
  finished_at: Instant | null;
  /** The trace's next line. */
  next_seq: Defaulted<number>;
  engine: Defaulted<EngineName>;
  /** True once Temporal knows the run. */
  begun: Defaulted<boolean>;
  /** Until when one process tells this run what it has to hear; real time. */
  relay_until: Defaulted<Instant>;
  fence: Json<Fence> | null;
  /** W3C trace context in which it began, where traces are collected. */
  traceparent: string | null;
}

export interface InboxTable {
  id: Id;
  run_id: string;
  event_id: string;
  event: Json<Event>;
  received_at: Instant;
  consumed_at: Instant | null;
}

/** What happened, committed with the fact; `id` is the event's id. Both ids null: for every run. */
export interface OutboxTable {
  id: Id;
  what: Happening;
  customer_id: number | null;
  /** Null with a customer: for all of its invoices. */
  invoice_id: number | null;
  object: string | null;
  detail: Json<Detail>;
  recorded_at: Instant;
  relayed_at: Instant | null;
}

export interface DecisionTable {
  run_id: string;
  command: string;
  ask: string;
  answer: Json<unknown>;
  explanation: Json<unknown> | null;
  at: Instant;
}

export interface TraceTable {
  run_id: string;
  seq: number;
  at: Instant;
  step: string;
  visit: number;
  what: TraceWhat;
  detail: Json<TraceDetail> | null;
}

/** Which variant a customer got, at first assignment. */
export interface AssignmentTable {
  flow_id: string;
  step: string;
  customer_id: number;
  variant: string;
  run_id: string;
  assigned_at: Instant;
  /** The planned instant at which variants first differ. */
  differs_at: Instant | null;
}

/** Invoices that no flow takes, with the reason; asked again when their facts change. */
export interface NoFlowTable {
  invoice_id: number;
  reason: Json<unknown>;
  at: Instant;
}
