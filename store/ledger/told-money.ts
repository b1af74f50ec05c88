/**
 * Money that balances, accounts and people have told of: less open of an invoice, a credit that is listed,
 * a payment that was taken back. A bank tells of the same money in its own way, before or after; it must
 * count once. Each telling explains one receipt; what was told and taken back explains none, nor does a
 * credit that only became the payment of an invoice. Pure.
 */
import type { MovementKind } from '../schema/ledger-tables.ts';
import { addDays } from './acceptable.ts';

/** A movement of an invoice, in the order in which they were recorded. */
export interface ToldRow {
  readonly id: number;
  readonly invoiceId: number;
  readonly customerId: number;
  readonly currency: string;
  readonly importId: number | null;
  readonly kind: MovementKind;
  readonly amount: number;
  readonly already: number;
  readonly on: string;
  readonly reverses: number | null;
  /** False of a credit that a balance lists as an invoice below nothing. */
  readonly isOwed: boolean;
  /** Null for what a list of payments says: it explains, and is not to be explained. */
  readonly by: 'balance' | 'person' | 'accounts' | null;
}

/** Between a receipt's day at the bank and the day of a credit line in the accounts. */
const nearDays = 5;

interface Telling {
  readonly movement: number;
  readonly invoiceId: number;
  readonly importId: number | null;
  readonly isOfAccounts: boolean;
  readonly sort: 'paid' | 'credit' | 'taken back';
  /** What of it is not explained yet; positive, minor units. */
  left: number;
  /** Days between which the receipt lies; null where any day before will do. */
  readonly from: string | null;
  readonly to: string;
}

export interface Whose {
  readonly customerId: number;
  readonly currency: string;
}

export class ToldMoney {
  private readonly byInvoice = new Map<number, Telling[]>();
  private readonly byAmount = new Map<string, Telling[]>();
  private readonly byGroup = new Map<string, Telling[]>();
  /** Credits that ended: what one paid in the same import is no new money. */
  private readonly ended: ToldRow[] = [];

  /** @param rows In the order in which they were recorded. */
  constructor(rows: readonly ToldRow[]) {
    for (const row of rows) this.hear(row);
    for (const row of this.ended) this.endCredit(row);
  }

  /**
   * How much of a receipt that names an invoice is told of already. A receipt is told of as a whole, unless
   * nothing is open of the invoice any more.
   */
  explainNamed(invoiceId: number, amount: number, on: string, isSettled: boolean): number {
    const own = this.of(invoiceId).filter((one) => one.sort === 'paid' && isNear(one, on));
    const told = own.reduce((sum, { left }) => sum + left, 0);
    if (amount > told && !isSettled) return 0;
    return use(own, Math.min(amount, told));
  }

  /** How much of a payment of an invoice that was taken back is told of already. */
  explainTakenBack(invoiceId: number, amount: number): number {
    return use(
      this.of(invoiceId).filter(({ sort }) => sort === 'taken back'),
      amount,
    );
  }

  /**
   * The invoice that tells of a receipt, or of one taken back, which itself names none: the same amount, to
   * the cent; null where there is none.
   *
   * @param only Of this import alone.
   */
  explainUnnamed(
    whose: Whose,
    receipt: { readonly amount: number; readonly on: string; readonly isTakenBack: boolean },
    only?: number,
  ): number | null {
    const found = this.byAmount
      .get(amountKey(whose, receipt.amount))
      ?.find(
        (one) =>
          one.left === receipt.amount &&
          (one.sort === 'taken back') === receipt.isTakenBack &&
          !one.isOfAccounts &&
          (only === undefined || one.importId === only) &&
          isNear(one, receipt.on),
      );
    if (found === undefined) return null;
    found.left = 0;
    return found.invoiceId;
  }

  private hear(row: ToldRow): void {
    const own = this.of(row.invoiceId);
    const reversed = own.find((one) => one.movement === row.reverses);
    if (reversed !== undefined) reversed.left = Math.max(0, reversed.left - Math.abs(row.amount));
    if (row.already > 0 && row.by !== 'accounts') {
      const isBack = row.kind === 'reversal';
      use(
        own.filter(({ sort }) => (sort === 'taken back') === isBack),
        row.already,
      );
    }
    if (row.by === null || row.amount === 0 || row.reverses !== null) return;
    if (row.by === 'accounts') {
      if (row.kind === 'payment' && row.amount < 0) this.tell(row, 'paid', -row.amount);
    } else if (!row.isOwed) this.hearOfCredit(row);
    else if (row.kind !== 'invoice') this.hearOfInvoice(row, own);
  }

  private hearOfCredit(row: ToldRow): void {
    if (row.kind === 'invoice') this.tell(row, 'credit', -row.amount);
    else if (row.amount > 0) this.ended.push(row);
  }

  /** It became the payment of invoices where they show as much; else the money went back. */
  private endCredit(row: ToldRow): void {
    const paid = this.byGroup.get(groupOf(row)) ?? [];
    const told = paid.reduce((sum, { left }) => sum + left, 0);
    if (told >= row.amount) use(paid, row.amount);
    else if (told === 0) this.tell(row, 'taken back', row.amount);
  }

  /** What goes up again takes back what was told last, and the other way round. */
  private hearOfInvoice(row: ToldRow, own: readonly Telling[]): void {
    const isPaid = row.amount < 0;
    const others = own.filter(({ sort }) => (sort === 'taken back') === isPaid).toReversed();
    const amount = Math.abs(row.amount);
    const rest = amount - use(others, amount, { isInOrder: true });
    if (rest === 0) return;
    if (!isPaid) {
      if (row.kind === 'reversal') this.tell(row, 'taken back', rest);
    } else if (row.kind === 'payment' || row.kind === 'adjustment') this.tell(row, 'paid', rest);
  }

  private tell(row: ToldRow, sort: Telling['sort'], left: number): void {
    const isCredit = sort === 'credit';
    const telling: Telling = {
      ...{ movement: row.id, invoiceId: row.invoiceId, importId: row.importId },
      ...{ isOfAccounts: row.by === 'accounts', sort, left },
      from: isCredit ? addDays(row.on, -nearDays) : null,
      to: isCredit ? addDays(row.on, nearDays) : row.on,
    };
    put(this.byInvoice, row.invoiceId, telling);
    put(this.byAmount, amountKey(row, left), telling);
    if (sort === 'paid') put(this.byGroup, groupOf(row), telling);
  }

  private of(invoiceId: number): readonly Telling[] {
    return this.byInvoice.get(invoiceId) ?? [];
  }
}

function put<K>(map: Map<K, Telling[]>, key: K, telling: Telling): void {
  const all = map.get(key);
  if (all === undefined) map.set(key, [telling]);
  else all.push(telling);
}

const amountKey = ({ customerId, currency }: Whose, amount: number) => `${customerId} ${currency} ${amount}`;

function groupOf({ importId, customerId, currency }: Whose & { readonly importId: number | null }): string {
  return `${importId} ${customerId} ${currency}`;
}

const isNear = ({ from, to }: Telling, on: string) => on <= to && (from === null || on >= from);

/** Uses tellings up: first one of just that amount, then one after the other. Gives how much they had. */
function use(tellings: readonly Telling[], amount: number, { isInOrder = false } = {}): number {
  const equal = isInOrder ? undefined : tellings.find(({ left }) => left === amount);
  let rest = amount;
  for (const one of equal === undefined ? tellings : [equal]) {
    const used = Math.min(one.left, rest);
    one.left -= used;
    rest -= used;
  }
  return amount - rest;
}
