/** What a customer's turn in the mailroom is given, and what comes of it. */
import type { InvoiceFacts } from '../../schemas/index.ts';
import type {
  CustomerMail,
  EarlierContacts,
  InboxRow,
  NewDelivery,
  NewTask,
  RequestAnswer,
  RestoredDelivery,
} from '../../store/index.ts';
import type { OutgoingEmail } from '../channels/index.ts';
import type { ToldRequest } from '../telemetry/index.ts';

/** What one transaction of the mailroom writes, collected and written together. */
export interface Results {
  readonly answers: RequestAnswer[];
  readonly told: InboxRow[];
  readonly deliveries: NewDelivery[];
  readonly tasks: NewTask[];
  readonly outgoing: OutgoingEmail[];
  /** Requests that deliveries of before a restore answer. */
  readonly links: { readonly delivery: number; readonly request: number }[];
  /** What was said to each request, for whoever watches. */
  readonly said: ToldRequest[];
}

export interface RoundInput {
  readonly customer: number;
  readonly mail: CustomerMail;
  readonly facts: ReadonlyMap<string, InvoiceFacts>;
  /** What reached the customer about an invoice before; read where something leaves. */
  readonly earlierOf: (invoice: number) => Promise<EarlierContacts | undefined>;
  /** What only the send journal knew of after a restore, by invoice. */
  readonly restored: ReadonlyMap<number, readonly RestoredDelivery[]>;
  readonly results: Results;
  readonly now: number;
}
