import type { AccountLine } from '../../schemas/index.ts';

/** A stored line: its reference tells equal lines of one entry apart. */
export interface KeptLine extends AccountLine {
  /** The invoice number that the ledger gave it before; keeps numbers as they are when years come later. */
  readonly known?: string;
}

/** What of a line went where: to an invoice, or (null) stays on account. */
export interface Move {
  readonly to: Item | null;
  /** Signed: the effect on what is open. */
  readonly amount: number;
}

/** A line on its way to its place; `left` is what has found none yet, never negative. */
export interface Item {
  readonly line: KeptLine;
  readonly isDebit: boolean;
  /** True where a debit is owed as an invoice of its own. */
  readonly isInvoice: boolean;
  left: number;
  readonly moves: Move[];
  /** The line that took this receipt back, or that this reversal took back. */
  counterpart: Item | null;
  /** Tied to others by accountants: not guessed about. */
  tied: boolean;
}

export function itemOf(line: KeptLine): Item {
  const isDebit = line.amount > 0;
  const isInvoice = isDebit && line.sort !== 'reversal';
  return { line, isDebit, isInvoice, left: Math.abs(line.amount), moves: [], counterpart: null, tied: false };
}

/** Lets a credit pay an invoice, as far as both reach. */
export function pay(credit: Item, invoice: Item): void {
  const amount = Math.min(credit.left, invoice.left);
  if (amount === 0) return;
  credit.left -= amount;
  invoice.left -= amount;
  credit.moves.push({ to: invoice, amount: -amount });
}

/**
 * Lets a reversal take a receipt back: what it paid is owed again; what had found no invoice is settled
 * between the two. Only whole amounts: true where it was done.
 */
export function takeBack(reversal: Item, receipt: Item): boolean {
  const amount = Math.abs(receipt.line.amount);
  if (reversal.left !== amount || receipt.counterpart !== null) return false;
  for (const { to, amount: paid } of receipt.moves) {
    if (to !== null) to.left -= paid;
    reversal.moves.push({ to, amount: -paid });
  }
  if (receipt.left > 0) {
    reversal.moves.push({ to: null, amount: receipt.left });
    receipt.moves.push({ to: null, amount: -receipt.left });
  }
  receipt.left = 0;
  reversal.left = 0;
  receipt.counterpart = reversal;
  reversal.counterpart = receipt;
  return true;
}

/** A credit and a debit that is no invoice: they cancel out on account. */
export function cancelOut(credit: Item, debit: Item): void {
  const amount = Math.min(credit.left, debit.left);
  if (amount === 0) return;
  credit.left -= amount;
  debit.left -= amount;
  credit.moves.push({ to: null, amount: -amount });
  debit.moves.push({ to: null, amount });
}

export function byDate(a: Item, b: Item): number {
  return a.line.on < b.line.on
    ? -1
    : a.line.on > b.line.on
      ? 1
      : a.line.reference < b.line.reference
        ? -1
        : 1;
}
