import { byDate, type Item, pay, takeBack } from './item.ts';
import { OpenInvoices } from './open-invoices.ts';

/**
 * Settles what nobody tied, in order of date: a credit pays the invoices that it names, oldest first;
 * else the one that is open for just its amount and was written before it, the oldest of several. Two
 * equally old ones, and every other case, stay unmatched. A reversal takes back the latest receipt of
 * its amount, one of its own piece first.
 */
export function settleByGuess(items: readonly Item[]): void {
  const sorted = [...items].sort(byDate);
  const open = new OpenInvoices(sorted.filter((one) => one.isInvoice && !isTiedWhole(one)));
  const receipts = new Receipts();
  for (const item of sorted) {
    if (item.isInvoice) continue;
    if (!item.isDebit) {
      receipts.add(item);
      if (item.left > 0 && !isTiedWhole(item)) settleCredit(item, open);
    } else if (item.left > 0) reverse(item, receipts, open);
  }
}

/** Receipts so far, by amount and by amount and piece, the latest last. */
class Receipts {
  readonly #stacks = new Map<string, Item[]>();

  add(item: Item): void {
    const amount = -item.line.amount;
    for (const key of [`${amount}`, `${amount} ${item.line.piece}`]) {
      const stack = this.#stacks.get(key);
      if (stack === undefined) this.#stacks.set(key, [item]);
      else stack.push(item);
    }
  }

  latest(amount: number, piece: string): Item | undefined {
    return (piece === '' ? undefined : this.#top(`${amount} ${piece}`)) ?? this.#top(`${amount}`);
  }

  #top(key: string): Item | undefined {
    const stack = this.#stacks.get(key) ?? [];
    while ((stack.at(-1)?.counterpart ?? null) !== null) stack.pop();
    return stack.at(-1);
  }
}

/** A whole lettering (capitals) says that nothing else belongs to it. */
function isTiedWhole({ tied, line }: Item): boolean {
  return tied && line.lettering !== line.lettering.toLowerCase();
}

function settleCredit(credit: Item, open: OpenInvoices): void {
  for (const invoice of open.namedBy(credit.line)) {
    pay(credit, invoice);
    open.changed(invoice);
    if (credit.left === 0) return;
  }
  const [oldest, next] = open.oldestOf(credit.left, credit.line.on);
  if (oldest === undefined || next?.line.on === oldest.line.on) return;
  pay(credit, oldest);
}

function reverse(reversal: Item, receipts: Receipts, open: OpenInvoices): void {
  const receipt = receipts.latest(reversal.left, reversal.line.piece);
  if (receipt === undefined || !takeBack(reversal, receipt)) return;
  for (const { to } of receipt.moves) if (to !== null) open.changed(to);
}
