/**
 * The lines of one customer's account, over all years that are known, as invoices and the movements of
 * their amounts. Pure: the same lines give the same answer, in whichever order their files came. The
 * movements sum up to the account's balance, whatever is matched with what.
 */
import type { MovementKind } from '../schema/ledger-tables.ts';
import { carryForward } from './carry-forward.ts';
import { type Item, itemOf, type KeptLine } from './item.ts';
import { type InvoiceWanted, nameInvoices } from './name-invoices.ts';
import { settleByGuess } from './settle-by-guess.ts';
import { settleLettering, type Tied } from './settle-lettering.ts';

/** One movement that a line makes; a line that pays two invoices makes two. */
export interface Wanted {
  readonly reference: string;
  /** The number of the customer's invoice; null on account. */
  readonly invoice: string | null;
  readonly kind: MovementKind;
  readonly amount: number;
  readonly on: string;
}

export interface Match {
  readonly invoices: readonly InvoiceWanted[];
  readonly movements: readonly Wanted[];
  /** Credits, or rests of them, that no invoice takes. */
  readonly unmatched: readonly { readonly line: KeptLine; readonly amount: number }[];
  /** How many items of before an opening no longer lists, and how many balances it carries otherwise. */
  readonly closed: number;
  readonly differences: number;
}

/** @param openings The days on which opening entries stand, in order. */
export function matchCustomer(lines: readonly KeptLine[], openings: readonly string[]): Match {
  const items: Item[] = [];
  const closed: Closed[] = [];
  const differences: Wanted[] = [];
  for (const { day, opening, others } of yearsOf(lines, openings)) {
    const carried = carryForward(opening, items);
    for (const item of carried.closed) closed.push(close(item, day ?? ''));
    if (carried.difference !== 0) differences.push(differing(lines[0], carried.difference, day ?? ''));
    const fresh = [...carried.own, ...others].map(itemOf);
    settleLettering([...stillTied(items, fresh), ...carried.tied, ...fresh.map(tiedOf)]);
    for (const item of fresh) items.push(item);
  }
  settleByGuess(items);
  return resultOf(items, closed, differences);
}

interface Year {
  readonly day: string | null;
  readonly opening: readonly KeptLine[];
  readonly others: readonly KeptLine[];
}

function yearsOf(lines: readonly KeptLine[], openings: readonly string[]): readonly Year[] {
  return [null, ...openings].map((day, place) => {
    const next = openings[place];
    const own = lines.filter(({ on }) => (day === null || on >= day) && (next === undefined || on < next));
    return {
      day,
      opening: own.filter((line) => line.sort === 'opening'),
      others: own.filter((line) => line.sort !== 'opening'),
    };
  });
}

function tiedOf(item: Item): Tied {
  const { lettering, letteredOn, account } = item.line;
  return { lettering, letteredOn, account, item };
}

/** Items of years before that were lettered then with lines of this year: the same code on the same day. */
function stillTied(items: readonly Item[], fresh: readonly Item[]): readonly Tied[] {
  const keyOf = ({ account, lettering, letteredOn }: KeptLine) =>
    lettering === '' || letteredOn === null ? null : `${account}\t${lettering}\t${letteredOn}`;
  const keys = new Set(fresh.map((one) => keyOf(one.line)));
  keys.delete(null);
  return items.filter((one) => one.left > 0 && keys.has(keyOf(one.line))).map(tiedOf);
}

function differing(line: KeptLine | undefined, amount: number, on: string): Wanted {
  const reference = `opening ${on} of ${line?.customer}`;
  return { reference, invoice: null, kind: 'adjustment', amount, on };
}

interface Closed {
  readonly item: Item;
  readonly amount: number;
  readonly on: string;
}

function close(item: Item, on: string): Closed {
  const amount = item.isDebit ? -item.left : item.left;
  if (!item.isInvoice) item.moves.push({ to: null, amount: 0 - amount });
  item.left = 0;
  return { item, amount, on };
}

function resultOf(items: readonly Item[], closed: readonly Closed[], differences: readonly Wanted[]): Match {
  const { invoices, numberOf } = nameInvoices(items);
  const movements: Wanted[] = [...differences];
  const unmatched: Match['unmatched'][number][] = [];
  for (const item of items) {
    const { line, left, moves } = item;
    const add = (invoice: string | null, kind: MovementKind, amount: number) =>
      movements.push({ reference: line.reference, invoice, kind, amount, on: line.on });
    if (item.isInvoice) {
      add(numberOf(item), 'invoice', line.amount);
      continue;
    }
    for (const { to, amount } of moves) add(to === null ? null : numberOf(to), kindOf(item, to), amount);
    if (left === 0) continue;
    const signed = item.isDebit ? left : -left;
    add(null, kindOf(item, null), signed);
    unmatched.push({ line, amount: signed });
  }
  for (const { item, amount, on } of closed) {
    const invoice = item.isInvoice ? numberOf(item) : null;
    movements.push({ reference: `${item.line.reference} closed`, invoice, kind: 'adjustment', amount, on });
  }
  return { invoices, movements, unmatched, closed: closed.length, differences: differences.length };
}

function kindOf({ line, isDebit }: Item, to: Item | null): MovementKind {
  if (isDebit) return 'reversal';
  if (line.sort === 'payment') return 'payment';
  return line.sort === 'loss' && to?.left === 0 ? 'write-off' : 'credit';
}
