import { byDate, cancelOut, type Item, pay, takeBack } from './item.ts';
import { OpenInvoices } from './open-invoices.ts';

/** Lines that carry one code of lettering, in one account. */
export interface Tied {
  readonly lettering: string;
  readonly letteredOn: string | null;
  readonly account: string;
  readonly item: Item;
}

/**
 * Settles what accountants tied together: credits pay the invoices of their group, those that they name
 * first, then those of the same amount, then the oldest. A code may be used again: a group is divided by
 * the date of lettering, or by the year, where each part comes to nothing by itself.
 */
export function settleLettering(tied: readonly Tied[]): void {
  const groups = Map.groupBy(
    tied.filter((one) => one.lettering !== ''),
    (one) => `${one.account}\t${one.lettering}`,
  );
  for (const group of groups.values()) for (const part of divided(group)) settleGroup(itemsOf(part));
}

function divided(group: readonly Tied[]): readonly (readonly Tied[])[] {
  const ways = [
    (one: Tied) => one.letteredOn ?? '',
    (one: Tied) => (one.letteredOn ?? one.item.line.on).slice(0, 4),
  ];
  for (const way of ways) {
    const parts = [...Map.groupBy(group, way).values()];
    if (parts.length > 1 && parts.every((part) => sumOf(itemsOf(part)) === 0)) return parts;
  }
  return [group];
}

function itemsOf(part: readonly Tied[]): readonly Item[] {
  return [...new Set(part.map((one) => one.item))].sort(byDate);
}

function sumOf(items: readonly Item[]): number {
  return items.reduce((sum, { left, isDebit }) => sum + (isDebit ? left : -left), 0);
}

/** Settles a group of lines among themselves. */
export function settleGroup(items: readonly Item[]): void {
  const invoices = items.filter((one) => one.isInvoice);
  const credits = items.filter((one) => !one.isDebit);
  const reversals = items.filter((one) => one.isDebit && !one.isInvoice);
  for (const one of items) one.tied = true;
  payAll(credits, invoices);
  const back = reversals.filter((reversal) =>
    credits.findLast((one) => one.line.on <= reversal.line.on && takeBack(reversal, one)),
  );
  if (back.length > 0) payAll(credits, invoices);
  for (const reversal of reversals) for (const credit of credits) cancelOut(credit, reversal);
}

function payAll(credits: readonly Item[], invoices: readonly Item[]): void {
  const index = new OpenInvoices(invoices);
  for (const credit of credits)
    for (const invoice of credit.left > 0 ? index.namedBy(credit.line) : []) {
      pay(credit, invoice);
      index.changed(invoice);
    }
  for (const credit of credits) {
    const [invoice] = credit.left > 0 ? index.oldestOf(credit.left) : [];
    if (invoice !== undefined) pay(credit, invoice);
  }
  const open = invoices.values();
  let invoice = open.next().value;
  for (const credit of credits) {
    while (credit.left > 0 && invoice !== undefined) {
      pay(credit, invoice);
      if (invoice.left === 0) invoice = open.next().value;
    }
  }
}
