/**
 * The ledger export of French accounting programs. Its lines are kept; what they mean together, over all
 * years that are known, is worked out customer by customer, and the ledger's movements are brought to
 * it. So a later export of the same year, another year and the same file again all do what they should.
 */
import { readPaymentTerm } from '../../engine/law/index.ts';
import type { Db } from '../database.ts';
import { ensureCustomers } from '../ledger/ensure-customers.ts';
import { type ImportContext, type Importing, runImport } from '../ledger/import-context.ts';
import { type ImportReport, type ImportResult, noNotes } from '../ledger/import-report.ts';
import { type Collective, readCollective } from './collective-openings.ts';
import { noTermCounts, type TermCounts } from './due-date.ts';
import { placeAccounts } from './place-accounts.ts';
import { type Proof, prove } from './prove.ts';
import { groupsOf, readAccounts } from './read-accounts.ts';
import { isOlder, type Replaced, readOpenings, replaceLines } from './replace-lines.ts';
import { type FecFile, type Span, stageLines } from './stage-lines.ts';
import { takeTurns } from './take-turns.ts';
import { FecTally, type Unmatched } from './tally.ts';

export interface FecContext extends ImportContext {
  readonly entity: string;
  /** The term of customers that have none of their own, as people write it; the law's where absent. */
  readonly term?: string;
  /** Hears how many lines of customers have been placed, of how many. */
  readonly onLines?: (placed: number, of: number) => void;
}

export interface FecResult extends ImportResult {
  /** True where nothing was taken, because lines of customers could not be read. */
  readonly holed: boolean;
  /** Null where nothing was taken, for that or because a later export was taken before. */
  readonly proof: Proof | null;
  readonly lines: Replaced | null;
  readonly unmatched: readonly Unmatched[];
  readonly unmatchedCount: number;
  readonly terms: TermCounts;
  /** What opening entries carry otherwise than the lines before them: items closed, balances differing. */
  readonly carried: { readonly closed: number; readonly differences: number };
}

/**
 * Lines of customers' accounts could not be read: a ledger with holes would chase somebody who has paid,
 * so nothing of it is taken.
 */
class HoledAccounts extends Error {}

/** About so many lines of customers are matched at a time. */
const atOnce = 5_000;

/** Takes exports in one transaction. `files` are read once, in the order of their years. */
export async function importFec(db: Db, files: readonly FecFile[], context: FecContext): Promise<FecResult> {
  const tally = new FecTally();
  const terms = noTermCounts();
  let proof: Proof | null = null;
  let lines: Replaced | null = null;
  const work = async (importing: Importing): Promise<ImportReport> => {
    importing.entities.add(context.entity);
    const spans = await stageLines(importing, files, context.entity);
    if (spans.some((span) => span.holes > 0)) throw new HoledAccounts();
    const asOf = readAt(spans, context);
    const unread = spans.reduce((sum, span) => sum + span.unread, 0);
    if (await isOlder(importing, context.entity, spans)) {
      return { ...tally.report(), asOf, unread, notes: { ...noNotes, outdated: true } };
    }
    await takeTurns(importing);
    const openingsBefore = await readOpenings(importing, context.entity);
    const collectiveBefore = await readCollective(importing, context.entity);
    lines = await replaceLines(importing, context.entity, spans);
    await takeTurns(importing);
    const openings = await readOpenings(importing, context.entity);
    const collective = await readCollective(importing, context.entity);
    const hasCollective = [collective, collectiveBefore].some((one) => one.explained.length > 0);
    const isSame = openings.join() === openingsBefore.join() && !hasCollective;
    await place(importing, context, {
      openings,
      collective,
      which: isSame ? 'touched' : 'all',
      tally,
      terms,
    });
    proof = await prove(importing, context.entity, { spans, lastOpening: openings.at(-1), collective });
    return { ...tally.report(), asOf, unread };
  };
  const result = await runImport(db, 'fec', context, work).catch((error: unknown) => {
    if (error instanceof HoledAccounts) return null;
    throw error;
  });
  const holed = result === null;
  const taken = result ?? { importId: null, ...tally.report() };
  const { unmatched, unmatchedCount, closed, differences } = tally;
  const carried = { closed, differences };
  return { ...taken, holed, proof, lines, unmatched, unmatchedCount, terms, carried };
}

interface Work {
  readonly openings: readonly string[];
  readonly collective: Collective;
  readonly which: 'all' | 'touched';
  readonly tally: FecTally;
  readonly terms: TermCounts;
}

async function place(importing: Importing, context: FecContext, work: Work): Promise<void> {
  const { entity, term } = context;
  const accounts = await readAccounts(importing, entity, work.which);
  const wanted = accounts.map(({ customer, name }) => ({ entity, number: customer, name }));
  const customers = await ensureCustomers(importing, wanted, true);
  const { onLines } = context;
  const of = accounts.reduce((sum, one) => sum + one.lines, 0);
  let placed = 0;
  onLines?.(placed, of);
  const placing = { ...work, entity, customers, term: term === undefined ? null : readPaymentTerm(term) };
  for (const group of groupsOf(accounts, atOnce)) {
    await takeTurns(importing);
    await placeAccounts(importing, group, placing);
    placed += group.reduce((sum, one) => sum + one.lines, 0);
    onLines?.(placed, of);
  }
}

/**
 * When the accounts were read: now, where their year goes on; an export of a closed year knows nothing
 * that came after it.
 */
function readAt(spans: readonly Span[], { at, asOf = at }: ImportContext): number {
  const lastDay = 86_400_000 - 1;
  const known = spans.flatMap(({ to, writtenOn }) => [to, writtenOn].map((day) => Date.parse(day) + lastDay));
  return Math.min(asOf, ...(known.length === 0 ? [] : [Math.max(...known)]));
}
