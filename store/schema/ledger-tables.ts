/** What is true: customers, invoices, the movements of their amounts, and what people said and decided. */

import type { ColumnType } from 'kysely';
import type { PromiseFacts, Role, TaskOutcome } from '../../schemas/index.ts';
import type { Day, Defaulted, Detail, Fields, Id, Instant, Json, Minor } from './columns.ts';

export type MovementKind = 'invoice' | 'payment' | 'credit' | 'reversal' | 'write-off' | 'adjustment';

export interface CustomerTable {
  id: Id;
  entity: string;
  number: string;
  name: string;
  language: string;
  zone: string;
  country: string | null;
  owner: string | null;
  custom: Json<Fields>;
  insolvent_at: Instant | null;
  created_at: Instant;
}

export interface ContactTable {
  id: Id;
  customer_id: number;
  name: string;
  first_name: string | null;
  roles: Json<readonly Role[]>;
  email: string | null;
  phone: string | null;
  language: string | null;
  zone: string | null;
  /** Place in the customer's list, from 0. */
  position: number;
}

export interface InvoiceTable {
  id: Id;
  entity: string;
  customer_id: number;
  number: string;
  instalment: number;
  issued_on: Day | null;
  due_on: Day | null;
  amount: Minor;
  /** Sum of the invoice's movements, kept equal to them in the same transaction. */
  open: Minor;
  currency: string;
  custom: Json<Fields>;
  stage: string | null;
  /** The source that lists the invoice: only its own complete balance settles it by absence. */
  source: string;
  written_off_at: Instant | null;
  settled_by: 'paid' | 'credited' | null;
  /** Date of the payment or credit that settled it; null where it came settled. */
  settled_on: Day | null;
  created_at: Instant;
}

/** Append-only. `amount` is the effect on what is open; `invoice_id` null is on account. */
export interface MovementTable {
  id: Id;
  invoice_id: number | null;
  customer_id: number;
  kind: MovementKind;
  amount: Minor;
  currency: string;
  occurred_on: Day;
  recorded_at: Instant;
  source: string;
  import_id: number | null;
  /** With `part`, unique in its source where not null. */
  reference: string | null;
  /** From 0: a receipt that pays an invoice and leaves a rest makes several movements. */
  part: Defaulted<number>;
  /** What of a receipt a balance had shown before it, and `amount` therefore leaves out. */
  already: Defaulted<Minor>;
  /** The movement that a reversal takes back, where known. */
  reverses: number | null;
  /** When its import was undone: its reference may come again. */
  undone_at: Instant | null;
}

export interface PromiseTable {
  id: Id;
  customer_id: number;
  invoice_id: number;
  recorded_at: Instant;
  fate: PromiseFacts['fate'];
  fate_at: Instant | null;
  by_who: string;
}

export interface PromisePartTable {
  promise_id: number;
  seq: number;
  due_on: Day;
  amount: Minor;
}

export interface DisputeTable {
  id: Id;
  customer_id: number;
  invoice_id: number;
  reference: string | null;
  category: string | null;
  reason: string | null;
  opened_at: Instant;
  closed_at: Instant | null;
}

/** Of an invoice, or of the whole customer where `invoice_id` is null. */
export interface TagTable {
  id: Id;
  customer_id: number;
  invoice_id: number | null;
  name: string;
  set_at: Instant;
  removed_at: Instant | null;
}

/** `exclusion` is of a customer; `hold` and `pause` of an invoice, or of the customer where null. */
export interface HoldTable {
  id: Id;
  customer_id: number;
  invoice_id: number | null;
  kind: 'hold' | 'exclusion' | 'pause';
  reason: string;
  until_at: Instant | null;
  placed_at: Instant;
  lifted_at: Instant | null;
  by_who: string;
}

/** What came back from a customer. */
export interface ReceivedTable {
  id: Id;
  customer_id: number;
  invoice_id: number | null;
  delivery_id: number | null;
  kind: 'reply' | 'bounce';
  at: Instant;
  /** Unique in its kind where not null: the same message heard twice is one. */
  reference: string | null;
  detail: Json<Detail>;
}

export interface TaskTable {
  id: Id;
  run_id: string | null;
  /** With `run_id` unique: the request that made the task, so that a repeat makes no second one. */
  key: string | null;
  step: string | null;
  visit: number | null;
  kind: string;
  customer_id: number | null;
  invoice_id: number | null;
  assignee: string | null;
  title: string;
  detail: Json<Detail>;
  due_at: Instant | null;
  status: 'open' | 'done' | 'closed';
  outcome: TaskOutcome | null;
  note: string | null;
  created_at: Instant;
  done_at: Instant | null;
  done_by: string | null;
}

export interface ImportTable {
  id: Id;
  source: string;
  kind: 'balance' | 'payments' | 'customers' | 'fec';
  file_name: string | null;
  file_digest: string | null;
  as_of: Instant;
  at: Instant;
  who: string;
  counts: Json<Readonly<Record<string, number>>>;
  complete: boolean;
  /** Ids of entities of which it took a row; none where an older version took it. */
  entities: ColumnType<readonly string[], string | undefined, string>;
  undone_at: Instant | null;
  /** W3C trace context, where traces are collected. */
  traceparent: string | null;
}

/** Until when a source has been read for an entity. */
export interface ReadingTable {
  entity: string;
  source: string;
  as_of: Instant;
}

export interface SourceTable {
  name: string;
  kind: string | null;
  mapping: Json<unknown> | null;
}
