import { createHash } from 'node:crypto';
import type { InvoiceFacts } from '../../schemas/index.ts';

/**
 * Names an invoice by what it is called outside, in a digest: a store that was restored and filled again
 * gives other ids, and the send journal holds no personal data. `store/quarantine` computes the same.
 */
export function aboutOf(
  entity: string,
  { invoice, customer }: Pick<InvoiceFacts, 'invoice' | 'customer'>,
): string {
  const name = [entity, customer.number, invoice.number, invoice.instalment].join('\x1f');
  return createHash('sha256').update(name).digest('hex');
}
