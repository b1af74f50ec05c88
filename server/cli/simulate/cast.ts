import type { Timed } from '../../../engine/simulate/index.ts';
import type { Entity, InvoiceFacts } from '../../../schemas/index.ts';

/** One invoice of a rehearsal and the instant at which its run starts. */
export interface CastInvoice {
  readonly facts: InvoiceFacts;
  /** Epoch milliseconds. */
  readonly startsAt: number;
}

/** A customer of a rehearsal: who bills, what is owed, what will happen. */
export interface Cast {
  readonly entity: Entity;
  /** IANA name of the customer's zone. */
  readonly zone: string;
  readonly invoices: readonly CastInvoice[];
  /** Indexes are those of `invoices`. */
  readonly events: readonly Timed[];
  /** Where it ends, epoch milliseconds. */
  readonly until: number;
}

/** An invoice that the flow does not take, and why. */
export interface LeftOut {
  readonly facts: InvoiceFacts;
  readonly why: string;
}

/** All that a simulation walks through. */
export interface Casting {
  readonly casts: readonly Cast[];
  readonly left: readonly LeftOut[];
  /** What was assumed, in sentences. */
  readonly notes: readonly string[];
}
