/** What leaves: requests to send, the slots that collect them, and deliveries. */
import type { PerformOutcome, Tone } from '../../schemas/index.ts';
import type { Detail, Id, Instant, Json } from './columns.ts';

export type DeliveryStatus = 'captured' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'not-sent';

export interface RequestTable {
  id: Id;
  run_id: string;
  step: string;
  visit: number;
  customer_id: number;
  invoice_id: number;
  channel: string;
  /** The id of the command that asked last. */
  command: string;
  /** Logical. */
  asked_at: Instant;
  since: Instant;
  status: 'asked' | 'slotted' | 'sending' | 'answered';
  slot_id: number | null;
  outcome: Json<PerformOutcome> | null;
  payload: Json<Detail>;
}

export interface SlotTable {
  id: Id;
  customer_id: number;
  opened_at: Instant;
  ends_at: Instant;
  closed_at: Instant | null;
}

/** What a delivery said, as it was rendered. */
export interface Rendered {
  readonly subject: string | null;
  readonly html: string | null;
  readonly text: string | null;
  readonly attachments?: readonly {
    readonly name: string;
    readonly type: string;
    readonly path?: string;
    readonly digest?: string;
  }[];
}

export interface Recipient {
  readonly address: string;
  readonly name: string | null;
  readonly contact: string | null;
}

export interface DeliveryTable {
  id: Id;
  customer_id: number;
  channel: string;
  status: DeliveryStatus;
  /** Logical. */
  at: Instant;
  /** On the wall clock. */
  real_at: Instant;
  tone: Tone | null;
  step: string;
  message_id: string | null;
  provider_id: string | null;
  recipients: Json<readonly Recipient[]>;
  rendered: Json<Rendered> | null;
  error: Json<Detail> | null;
  /** The journal of whoever sends it; null where others may write that one too. */
  journal: string | null;
  resolved_at: Instant | null;
  resolved_by: string | null;
}

export interface DeliveryRequestTable {
  delivery_id: number;
  request_id: number;
}
