/**
 * What every way out of the house agrees to. A channel is given a finished message and says what
 * became of it; it decides nothing and asks nothing.
 *
 * `send` never throws for what a provider or a network does: a failure before the provider had the
 * whole message is `failed`, one after it `uncertain`, and nobody sends an uncertain message again
 * by himself unless the provider honours the delivery's id as an idempotency key.
 */
import type { Problem } from '../../schemas/index.ts';

export interface Mailbox {
  readonly name: string | null;
  readonly address: string;
}

/** A document sent along: its bytes, or a file to read. */
export type Attachment =
  | { readonly name: string; readonly content: Uint8Array }
  | { readonly name: string; readonly path: string };

/** A request that a message answers, for the send journal. */
export interface Answered {
  /** `run/step/visit`. */
  readonly request: string;
  /** Names the invoice in any store, without saying it: see `aboutOf`. */
  readonly about: string;
}

interface Outgoing {
  /** Id of the delivery: the idempotency key. */
  readonly delivery: string;
  /** Real instant of sending, epoch milliseconds. */
  readonly at: number;
  readonly text: string;
  /** Stays in the house. */
  readonly answers: readonly Answered[];
}

/** An email, `notify` included: someone inside is written to by email too. */
export interface OutgoingEmail extends Outgoing {
  readonly kind: 'email' | 'notify';
  readonly from: Mailbox;
  readonly replyTo: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly html: string | null;
  readonly attachments: readonly Attachment[];
  /** With angle brackets, as `messageIdOf` makes it. */
  readonly messageId: string;
  /** Message-IDs of earlier deliveries of the invoice, oldest first. */
  readonly references: readonly string[];
  readonly inReplyTo: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface OutgoingSms extends Outgoing {
  readonly kind: 'sms';
  readonly to: string;
}

export interface OutgoingLetter extends Outgoing {
  readonly kind: 'letter' | 'registered-letter';
  readonly subject: string;
  /** A document ready to print. */
  readonly html: string;
  readonly attachments: readonly Attachment[];
}

export type OutgoingMessage = OutgoingEmail | OutgoingSms | OutgoingLetter;

/** A recipient that the provider refused while it took the message for others. */
export interface Refusal {
  readonly address: string;
  readonly problem: Problem;
  readonly retryable: boolean;
}

export type SendResult =
  /** `providerId` is the provider's own name for the message. */
  | { readonly fate: 'sent'; readonly providerId: string; readonly refused: readonly Refusal[] }
  /** Kept and shown, never called sent: no provider is configured. */
  | { readonly fate: 'captured' }
  | { readonly fate: 'failed'; readonly problem: Problem; readonly retryable: boolean }
  | { readonly fate: 'uncertain'; readonly problem: Problem };

export interface Channel<Message extends OutgoingMessage = OutgoingMessage> {
  readonly kind: Message['kind'];
  /** True where the provider recognises a repeated delivery id; only then may a caller send again by itself. */
  readonly honoursIdempotencyKey: boolean;
  send(message: Message): Promise<SendResult>;
  /** Ends idle connections; messages not yet begun fail as retryable. */
  close(): Promise<void>;
}
