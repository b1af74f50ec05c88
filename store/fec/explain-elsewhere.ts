import type { Wanted } from './match-customer.ts';
import type { Elsewhere } from './read-accounts.ts';

/** A movement on its way, with what of it another source had told before: that part moves nothing. */
export interface Explained extends Wanted {
  readonly already: number;
}

/**
 * An aged balance or a bank may know an invoice and its payments before the accounts do. Of what makes
 * an invoice larger, and of what makes it smaller, the larger telling counts, not both.
 */
export function explainElsewhere(
  movements: readonly Wanted[],
  elsewhere: (invoice: string) => Elsewhere | undefined,
): readonly Explained[] {
  const rests = new Map<string, { more: number; less: number }>();
  return movements.map((one) => {
    const { invoice, amount } = one;
    const told = invoice === null ? undefined : elsewhere(invoice);
    if (invoice === null || told === undefined) return { ...one, already: 0 };
    const rest = rests.get(invoice) ?? { more: told.more, less: told.less };
    rests.set(invoice, rest);
    const side = amount > 0 ? 'more' : 'less';
    const already = Math.min(rest[side], Math.abs(amount));
    rest[side] -= already;
    return { ...one, amount: amount > 0 ? amount - already : amount + already, already };
  });
}
