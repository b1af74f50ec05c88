import type { Channel, OutgoingMessage, SendResult } from './channel.ts';

export interface Recording<Message extends OutgoingMessage = OutgoingMessage> extends Channel<Message> {
  /** What was sent so far, in order. */
  readonly messages: readonly Message[];
}

/**
 * The only test double: remembers every message and answers as told. Without `answer` everything is
 * sent, and the provider's id is the delivery's.
 */
export function createRecording<Message extends OutgoingMessage>(
  kind: Message['kind'],
  answer?: (message: Message, count: number) => SendResult | Promise<SendResult>,
): Recording<Message> {
  const messages: Message[] = [];
  return {
    kind,
    honoursIdempotencyKey: false,
    messages,
    async send(message) {
      messages.push(message);
      return (
        answer?.(message, messages.length) ?? { fate: 'sent', providerId: message.delivery, refused: [] }
      );
    },
    async close() {},
  };
}
