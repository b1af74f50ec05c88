import type { Channel, OutgoingMessage } from './channel.ts';

/**
 * The channel of a workspace without a provider: it gives each message to `keep`, which stores it
 * for the outbox, and says that it was captured. Nothing leaves the house.
 */
export function createCapture<Message extends OutgoingMessage>(
  kind: Message['kind'],
  keep: (message: Message) => Promise<void>,
): Channel<Message> {
  return {
    kind,
    honoursIdempotencyKey: true,
    async send(message) {
      await keep(message);
      return { fate: 'captured' };
    },
    async close() {},
  };
}
