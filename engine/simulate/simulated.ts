import type { ContactFacts, InvoiceFacts, RunState, Step, TraceLine } from '../../schemas/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { Prepared } from '../decide/index.ts';
import type { Timed } from './change.ts';

/** An invoice to walk through a flow. */
export interface SimulatedInvoice {
  readonly run: string;
  readonly facts: InvoiceFacts;
  readonly prepared: Prepared;
  /** When its run starts, epoch milliseconds. */
  readonly startsAt: number;
}

/** Something done: a message that would leave, or a task that would be made. */
export interface SimulatedContact {
  readonly at: number;
  readonly run: string;
  readonly step: Step;
  readonly visit: number;
  readonly recipient: ContactFacts | null;
  readonly copies: readonly ContactFacts[];
  /** Facts of each invoice in the message, the lead first. They are live: read what you need at once. */
  readonly invoices: readonly InvoiceFacts[];
  readonly planned: number | null;
  readonly late: boolean;
}

export interface SimulatedRun {
  readonly run: string;
  readonly state: RunState;
  readonly lines: readonly TraceLine[];
}

export interface SimulationOptions {
  /** The recipient's zone with the company's holidays. */
  readonly calendar: Calendar;
  /** Where the simulation ends, epoch milliseconds. */
  readonly until: number;
  readonly events?: readonly Timed[];
  /** Instants of contacts before the simulation that count towards a cap. */
  readonly contacts?: readonly number[];
  readonly onContact?: (contact: SimulatedContact) => void;
}
