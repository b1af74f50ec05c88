import { readFec } from '../../../server/import/fec/index.ts';
import { type Db, type FecResult, importFec } from '../../../store/index.ts';
import { type Books, writeFec } from '../../server/import/fec/books.ts';
import { inChunks } from '../../server/import/fec/read-books.ts';
import { start } from '../ledger-rows.ts';

export interface Given {
  readonly books: Pick<Books, 'lines'>;
  readonly file?: string;
}

/** Writes books as FECs, reads those, and takes them. */
export async function importBooks(
  db: Db,
  given: readonly Given[],
  more: Partial<Parameters<typeof importFec>[2]> = {},
): Promise<FecResult> {
  const files = given.map(({ books, file = 'export.txt' }) => {
    const reading = readFec(inChunks(writeFec(books.lines)), { file, language: 'en', today: '2027-12-31' });
    return {
      company: null,
      lines: reading.lines,
      span() {
        const { from, to, writtenOn, totals, refusedCount, refusedElsewhere } = reading.summary();
        if (from === null || to === null || writtenOn === null) throw new Error('the books are empty');
        return { from, to, writtenOn, totals, holes: refusedCount, unread: refusedElsewhere };
      },
    };
  });
  const context = { at: start, actor: 'anna@example.com', source: 'fec', entity: 'france' };
  return await importFec(db, files, { ...context, ...more });
}
