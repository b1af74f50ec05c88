import type { AccountLine } from '../../schemas/index.ts';
import { byDate, type Item } from './item.ts';

/** Shorter numbers stand in any label by chance. */
const shortestNumber = 3;
/** Most words of an invoice number that a label is searched for. */
const mostWords = 6;
/** Settled invoices that a search passes before they are dropped. */
const mostPassed = 64;

/**
 * Invoices that are open, found by what a credit says: a number that it names, or its amount. Both in
 * order of date, as they must be given.
 */
export class OpenInvoices {
  readonly #byNumber = new Map<string, Item[]>();
  readonly #byAmount = new Map<number, Item[]>();

  constructor(invoices: readonly Item[]) {
    for (const invoice of invoices) {
      for (const key of numbersOf(invoice.line.piece)) put(this.#byNumber, key, invoice);
      put(this.#byAmount, invoice.left, invoice);
    }
  }

  /** Those that the line names: as its own piece, or as words of its label. */
  namedBy({ piece, label }: Pick<AccountLine, 'piece' | 'label'>): readonly Item[] {
    const keys = new Set([...sequences(words(label)), ...sequences(words(piece)), folded(piece)]);
    const named = new Set<Item>();
    for (const key of keys) for (const one of this.#byNumber.get(key) ?? []) if (one.left > 0) named.add(one);
    return [...named];
  }

  /** The oldest two that are open for just this amount; with `until`, written by that day. */
  oldestOf(amount: number, until?: string): readonly Item[] {
    const list = this.#byAmount.get(amount) ?? [];
    const found: Item[] = [];
    let passed = 0;
    for (const one of list) {
      passed += 1;
      if (one.left !== amount) continue;
      if (until !== undefined && one.line.on > until) break;
      found.push(one);
      if (found.length === 2) break;
    }
    if (passed > mostPassed) {
      this.#byAmount.set(
        amount,
        list.filter((one) => one.left === amount),
      );
    }
    return found;
  }

  /** To be told when what is open of an invoice has changed. */
  changed(invoice: Item): void {
    if (invoice.left === 0) return;
    const others = this.#byAmount.get(invoice.left) ?? [];
    if (others.includes(invoice)) return;
    const place = others.findIndex((one) => byDate(invoice, one) < 0);
    others.splice(place < 0 ? others.length : place, 0, invoice);
    this.#byAmount.set(invoice.left, others);
  }
}

function put<K>(map: Map<K, Item[]>, key: K, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

/** The ways in which a number is looked up: run together as a piece, or as words of a label. */
function numbersOf(number: string): readonly string[] {
  const whole = folded(number);
  if (whole === '') return [];
  const apart = words(number).join(' ');
  return whole.length >= shortestNumber && /\d/.test(whole) ? [whole, apart] : [whole.concat(' =')];
}

function folded(text: string): string {
  const whole = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  return whole.length >= shortestNumber && /\d/.test(whole) ? whole : `${whole} =`;
}

function words(text: string): readonly string[] {
  const found = text.toLowerCase().match(/[\p{L}\p{N}]+/gu);
  return found === null ? [] : found.slice(0, 40);
}

function* sequences(all: readonly string[]): Generator<string> {
  for (let from = 0; from < all.length; from += 1)
    for (let length = 1; length <= mostWords && from + length <= all.length; length += 1)
      yield all.slice(from, from + length).join(' ');
}
