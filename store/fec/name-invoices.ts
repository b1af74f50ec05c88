import { byDate, type Item, type KeptLine } from './item.ts';

/** An invoice that the lines of an account tell of. */
export interface InvoiceWanted {
  readonly number: string;
  readonly issuedOn: string;
  /** What its payment term counts from; null where nobody knows, and where it must not be chased yet. */
  readonly countsFrom: string | null;
  readonly amount: number;
  readonly custom: Readonly<Record<string, string>>;
}

/** Longer numbers are cut: the ledger's keys are short. */
const longestNumber = 200;

/**
 * Gives every invoice its number: the piece, else journal and number of the entry. Lines of one entry
 * with one piece are one invoice. Another entry with the same piece is another invoice, told apart by its
 * date; one that the ledger knows already keeps its number.
 */
export function nameInvoices(items: readonly Item[]): {
  readonly invoices: readonly InvoiceWanted[];
  readonly numberOf: (item: Item) => string;
} {
  const invoices = [
    ...Map.groupBy(
      items.filter((one) => one.isInvoice).sort(byDate),
      ({ line }) => `${line.entry}\t${line.on}\t${line.piece}`,
    ).values(),
  ];
  const taken = new Set(invoices.flatMap((group) => group.flatMap(({ line }) => line.known ?? [])));
  const numbers = new Map<Item, string>();
  const wanted = invoices.map((group): InvoiceWanted => {
    const number = knownOf(group) ?? freeNumber(group, taken);
    taken.add(number);
    for (const item of group) numbers.set(item, number);
    return invoiceOf(number, group);
  });
  return { invoices: joined(wanted), numberOf: (item) => numbers.get(item) ?? item.line.entry };
}

function knownOf(group: readonly Item[]): string | undefined {
  return group.find(({ line }) => line.known !== undefined)?.line.known;
}

function freeNumber([first]: readonly Item[], taken: ReadonlySet<string>): string {
  if (first === undefined) return '';
  const { piece, entry, on } = first.line;
  const plain = (piece || entry).slice(0, longestNumber);
  const tries = [plain, `${plain} (${on})`, `${plain} (${on}, ${entry})`];
  return tries.find((one) => !taken.has(one)) ?? `${plain} (${first.line.reference})`;
}

function invoiceOf(number: string, group: readonly Item[]): InvoiceWanted {
  const lines = group.map((one) => one.line);
  const [first] = lines;
  const original = lines.find((line) => line.original !== null)?.original ?? null;
  const isAlone = lines.length === 1 && original !== null;
  const custom = isAlone ? { originalAmount: original.amount, originalCurrency: original.currency } : {};
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const issuedOn = first === undefined ? '' : dateOf(first);
  return {
    number,
    issuedOn,
    countsFrom: first === undefined || isUndated(first) ? null : issuedOn,
    amount,
    custom,
  };
}

/** A year before or after the entry, a date of a document is a slip. */
const longestGap = 400 * 86_400_000;

function dateOf({ pieceOn, on }: KeptLine): string {
  if (pieceOn === null || Math.abs(Date.parse(on) - Date.parse(pieceOn)) > longestGap) return on;
  return pieceOn;
}

/** Retentions (4117) fall due by contract; a balance carried forward does not say of when it is. */
function isUndated({ account, sort, pieceOn, on }: KeptLine): boolean {
  return account.startsWith('4117') || (sort === 'opening' && (pieceOn === null || pieceOn >= on));
}

/** Two groups that the ledger knows by one number are one invoice. */
function joined(wanted: readonly InvoiceWanted[]): readonly InvoiceWanted[] {
  const byNumber = new Map<string, InvoiceWanted>();
  for (const one of wanted) {
    const before = byNumber.get(one.number);
    byNumber.set(one.number, before === undefined ? one : { ...before, amount: before.amount + one.amount });
  }
  return [...byNumber.values()];
}
