import type { AccountLine, AccountLineSort } from '../../../schemas/index.ts';
import type { Posting } from './posting.ts';

/** True for an account of customers: 411 and below it. */
export function isReceivable(account: string): boolean {
  return account.startsWith('411');
}

/**
 * What an entry holds besides lines of customers, as sums by the first digits of the account, debits and
 * credits apart: it says what the lines of customers are.
 */
export interface EntrySides {
  readonly debits: ReadonlySet<string>;
  readonly credits: ReadonlySet<string>;
}

/** An entry that is being read: its customers' lines, the sides of the others, and what is left to balance. */
export interface Entry {
  readonly journal: string;
  readonly journalName: string;
  readonly number: string;
  readonly on: string;
  readonly line: number;
  readonly customers: Posting[];
  readonly debits: Set<string>;
  readonly credits: Set<string>;
  balance: number;
  /** True where a label says that the entry carries balances forward. */
  carries: boolean;
}

export function beginEntry({ journal, journalName, number, on, line }: Posting): Entry {
  const sides = { customers: [], debits: new Set<string>(), credits: new Set<string>() };
  return { journal, journalName, number, on, line, ...sides, balance: 0, carries: false };
}

export function addToEntry(entry: Entry, posting: Posting): void {
  entry.balance += posting.amount;
  entry.carries ||= isCarriedForward(posting.label);
  if (isReceivable(posting.account)) entry.customers.push(posting);
  else if (posting.amount !== 0)
    (posting.amount > 0 ? entry.debits : entry.credits).add(posting.account.slice(0, 4));
}

/** « A nouveau », « report à nouveau », « solde d’ouverture », « reprise ». */
function isCarriedForward(label: string): boolean {
  return /nouveau|ouverture|reprise|opening balance|carried forward/i.test(label);
}

/** The lines of customers of a whole entry, each with what it is. */
export function linesOfEntry(entry: Entry): readonly AccountLine[] {
  const opening = isOpening(entry);
  return entry.customers
    .filter((posting) => posting.amount !== 0)
    .map((posting) => lineOf(posting, opening ? 'opening' : sortOf(posting.amount, entry)));
}

const openingJournals = /^(an|ran|ano|anx|a ?nouv.*|raz?n|ouv.*|rn)\d*$/i;
const openingNames = /nouveau|ouverture|opening/i;

/** Opening entries carry balances forward; one with an income or an expense is none, whatever its name. */
function isOpening(entry: Entry): boolean {
  const isNamed = openingJournals.test(entry.journal) || openingNames.test(entry.journalName);
  const moves = [...entry.debits, ...entry.credits].some((account) => /^[67]/.test(account));
  const isFirstDay = entry.on.endsWith('-01');
  return !moves && (isNamed || (entry.carries && isFirstDay));
}

const some = (accounts: ReadonlySet<string>, pattern: RegExp) =>
  [...accounts].some((one) => pattern.test(one));

/**
 * What a line of a customer is, by the other side of its entry: money (class 5) and bills of exchange
 * (413) pay, 416 and 654 are bad debts, income and VAT sell.
 */
export function sortOf(amount: number, { debits, credits }: EntrySides): Exclude<AccountLineSort, 'opening'> {
  if (amount > 0) {
    if (some(credits, /^(7(?!58)|4457|4191|487)/)) return 'invoice';
    if (some(credits, /^(5|413|416|758)/)) return 'reversal';
    return 'invoice';
  }
  if (some(debits, /^(5|413)/)) return 'payment';
  if (some(debits, /^(416|654)/)) return 'loss';
  return 'credit';
}

function lineOf(posting: Posting, sort: AccountLineSort): AccountLine {
  const {
    journal,
    number,
    on,
    account,
    aux,
    piece,
    amount,
    pieceOn,
    label,
    lettering,
    letteredOn,
    original,
  } = posting;
  const entry = number === '' ? `${journal} ${on}` : `${journal} ${number}`;
  const whose = aux === '' ? account : `${account}/${aux}`;
  return {
    customer: aux === '' ? account : aux,
    customerName: (aux === '' ? posting.accountName : posting.auxName) || aux || account,
    reference: `${entry} ${on} ${whose} ${piece} ${amount}`.slice(0, 400),
    ...{ entry, account, on, piece, pieceOn, label, sort, amount, lettering, letteredOn, original },
  };
}
