import { domainOf } from '../redirect.ts';

/**
 * The Message-ID of a delivery: known before the message is sent, the same at every try, and
 * without personal data. Replies and bounces name it.
 *
 * @example messageIdOf('d-81', 'compta@rivoire.example') // '<d-81.palier@rivoire.example>'
 */
export function messageIdOf(delivery: string, from: string): string {
  return `<${delivery.replace(/[^A-Za-z0-9._-]/g, '-')}.palier@${domainOf(from)}>`;
}

/** The delivery that a Message-ID of ours names; null for any other. */
export function deliveryOf(messageId: string): string | null {
  return /^<?([A-Za-z0-9._-]+)\.palier@[^@\s>]+>?$/.exec(messageId.trim())?.[1] ?? null;
}
