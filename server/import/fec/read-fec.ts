import type { AccountLine, Problem, RefusedLine } from '../../../schemas/index.ts';
import { splitCells } from './cells.ts';
import { addToEntry, beginEntry, type Entry, isReceivable, linesOfEntry } from './entry.ts';
import { readFecName } from './file-name.ts';
import { type FecHeader, readFecHeader } from './header.ts';
import { type Fault, type Posting, readPosting } from './posting.ts';
import { LineTooLong, textLines } from './text-lines.ts';
import { type FecWording, fecWordings } from './wording.ts';

/** An entry whose debits and credits differ. */
export interface UnbalancedEntry {
  readonly journal: string;
  readonly number: string;
  readonly line: number;
  /** Debit less credit, minor units. */
  readonly difference: number;
}

/** Lines of accounts beside 411 that a reader should hear of: bills of exchange, doubtful, deposits. */
export interface BesideAccount {
  readonly account: '413' | '416' | '419';
  lines: number;
  balance: number;
}

/** What is known once every line was read. */
export interface FecSummary {
  readonly lines: number;
  readonly entries: number;
  readonly customerLines: number;
  /** First and last day of the entries; null where none could be read. */
  readonly from: string | null;
  readonly to: string | null;
  /** The last day on which somebody wrote, lettered or validated something; days to come are none. */
  readonly writtenOn: string | null;
  /** Debit less credit of each customer, summed line by line, whatever becomes of its entry. */
  readonly totals: ReadonlyMap<string, number>;
  /** Refused lines that are a customer's, or may be: with one of them the file is no whole ledger. */
  readonly refused: readonly RefusedLine[];
  readonly refusedCount: number;
  /** Refused lines of other accounts. */
  readonly refusedElsewhere: number;
  readonly unbalanced: readonly UnbalancedEntry[];
  readonly unbalancedCount: number;
  readonly beside: readonly BesideAccount[];
  readonly foreign: number;
  readonly problem: Problem | null;
}

export interface FecReading {
  /** The lines of customers, batch by batch; to be read once. */
  readonly lines: AsyncIterable<readonly AccountLine[]>;
  /** To be asked when all lines were read. */
  summary(): FecSummary;
}

/** A line of empty cells is none. */
const blank = /^[\s|;"]*$/;

/** Most refused lines and unbalanced entries that are kept. */
const mostKept = 1000;

/**
 * Reads a FEC from a stream of bytes. Never throws because of what stands in the file, and never holds
 * it whole: a batch of lines, and the entries that do not balance yet.
 */
export function readFec(
  chunks: AsyncIterable<Uint8Array>,
  {
    file,
    language,
    today,
  }: {
    readonly file: string;
    readonly language: 'fr' | 'en';
    /** `YYYY-MM-DD`. */
    readonly today: string;
  },
): FecReading {
  const desk = new FecDesk(file, fecWordings[language], today);
  return { lines: desk.read(chunks), summary: () => desk.summary() };
}

class FecDesk {
  readonly #file: string;
  readonly #say: FecWording;
  readonly #today: string;
  /** The last day of the year, where the file's name says it. */
  readonly #closing: string | null;
  /** Entries whose lines do not come to nothing yet; in most files the last one only. */
  readonly #open = new Map<string, Entry>();
  readonly #totals = new Map<string, number>();
  readonly #refused: RefusedLine[] = [];
  readonly #unbalanced: UnbalancedEntry[] = [];
  readonly #beside = new Map<BesideAccount['account'], BesideAccount>();
  readonly #counts = { lines: 0, entries: 0, customerLines: 0, refusedElsewhere: 0, foreign: 0 };
  #refusedCount = 0;
  #unbalancedCount = 0;
  #header: FecHeader | null = null;
  #problem: Problem | null = null;
  #last: Entry | null = null;
  #from: string | null = null;
  #to: string | null = null;
  #writtenOn: string | null = null;

  constructor(file: string, say: FecWording, today: string) {
    this.#today = today;
    this.#file = file;
    this.#say = say;
    this.#closing = readFecName(file)?.closing ?? null;
  }

  async *read(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly AccountLine[]> {
    try {
      for await (const batch of textLines(chunks)) {
        const found: AccountLine[] = [];
        for (const { number, text } of batch) {
          if (!this.#take(number, text, found)) return;
        }
        yield found;
      }
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      this.#fail(this.#say.lineTooLong(this.#file, error.line));
      return;
    }
    const rest: AccountLine[] = [];
    for (const entry of this.#open.values()) this.#close(entry, rest);
    yield rest;
    if (this.#header === null && this.#problem === null) this.#fail(this.#say.empty(this.#file));
    else if (this.#from === null && this.#problem === null)
      this.#fail(this.#say.noDay(this.#file, this.#refused[0]));
    else if (!isNear(this.#from, this.#to ?? '')) this.#fail(this.#say.wide(this.#file));
  }

  summary(): FecSummary {
    return {
      ...this.#counts,
      ...{ from: this.#from, to: this.#to === null ? null : (this.#closing ?? this.#to) },
      writtenOn: this.#from === null ? null : (this.#writtenOn ?? this.#today),
      ...{ totals: this.#totals, problem: this.#problem },
      ...{ refused: this.#refused, refusedCount: this.#refusedCount },
      ...{ unbalanced: this.#unbalanced, unbalancedCount: this.#unbalancedCount },
      beside: [...this.#beside.values()].sort((a, b) => a.account.localeCompare(b.account)),
    };
  }

  #fail(message: string): false {
    this.#problem = { code: 'not-a-fec', message };
    return false;
  }

  /** Takes one line of text; false where the file is none that can be read. */
  #take(number: number, text: string, found: AccountLine[]): boolean {
    if (blank.test(text)) return true;
    if (this.#header === null) {
      const read = readFecHeader(text.replace(/^\ufeff/, ''));
      if ('missing' in read) return this.#fail(this.#say.header(this.#file, read.missing));
      this.#header = read.header;
      return true;
    }
    this.#counts.lines += 1;
    const cells = splitCells(text, this.#header.separator);
    const posting = readPosting(number, cells, this.#header, this.#say);
    if ('refused' in posting) return this.#refuse(posting);
    if (this.#closing !== null && !(posting.on <= this.#closing && isNear(posting.on, this.#closing))) {
      const accepted = this.#say.year(this.#closing);
      const refused = { line: number, column: 'EcritureDate', value: posting.on, accepted };
      return this.#refuse({ refused, isHole: isReceivable(posting.account) });
    }
    this.#count(posting);
    this.#enter(posting, found);
    return true;
  }

  #refuse({ refused, isHole }: Fault): true {
    if (!isHole) this.#counts.refusedElsewhere += 1;
    else {
      this.#refusedCount += 1;
      if (this.#refused.length < mostKept) this.#refused.push(refused);
    }
    return true;
  }

  #count(posting: Posting): void {
    const { on, letteredOn, validOn, account, amount } = posting;
    if (this.#from === null || on < this.#from) this.#from = on;
    if (this.#to === null || on > this.#to) this.#to = on;
    for (const day of [validOn ?? on, letteredOn])
      if (day !== null && day <= this.#today && day > (this.#writtenOn ?? '')) this.#writtenOn = day;
    if (isReceivable(account)) {
      const customer = posting.aux === '' ? account : posting.aux;
      this.#counts.customerLines += 1;
      if (posting.original !== null) this.#counts.foreign += 1;
      this.#totals.set(customer, (this.#totals.get(customer) ?? 0) + amount);
      return;
    }
    const beside = /^41[369]/.exec(account)?.[0] as BesideAccount['account'] | undefined;
    if (beside === undefined) return;
    const sum = this.#beside.get(beside) ?? { account: beside, lines: 0, balance: 0 };
    sum.lines += 1;
    sum.balance += amount;
    this.#beside.set(beside, sum);
  }

  /** Lines of an entry mostly follow each other; where they do not, it waits until it balances. */
  #enter(posting: Posting, found: AccountLine[]): void {
    const key = `${posting.journal}\t${posting.number}\t${posting.on}`;
    const last = this.#last;
    if (last !== null && last.balance === 0 && keyOf(last) !== key) {
      this.#open.delete(keyOf(last));
      this.#close(last, found);
    }
    const entry = this.#open.get(key) ?? beginEntry(posting);
    this.#open.set(key, entry);
    addToEntry(entry, posting);
    this.#last = entry;
  }

  #close(entry: Entry, found: AccountLine[]): void {
    this.#counts.entries += 1;
    for (const line of linesOfEntry(entry)) found.push(line);
    if (entry.balance === 0) return;
    this.#unbalancedCount += 1;
    const { journal, number, line, balance } = entry;
    if (this.#unbalanced.length < mostKept)
      this.#unbalanced.push({ journal, number, line, difference: balance });
  }
}

function keyOf({ journal, number, on }: Entry): string {
  return `${journal}\t${number}\t${on}`;
}

/** A closing date within two years of the first entry: an accounting year has at most 24 months. */
function isNear(from: string | null, closing: string): boolean {
  return from !== null && Date.parse(closing) - Date.parse(from) < 732 * 86_400_000;
}
