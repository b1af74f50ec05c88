import { scoreOfHeader } from '../header.ts';
import { fold } from '../names.ts';
import type { TableRow } from '../records.ts';
import { type Archive, openArchive, WorkbookError } from './archive.ts';
import { readElements } from './elements.ts';
import { readFormats } from './formats.ts';
import { type Book, readSheet } from './sheet.ts';
import { readStrings } from './strings.ts';

interface Sheet {
  readonly name: string;
  /** The name of its part in the archive. */
  readonly part: string;
  readonly hidden: boolean;
}

export interface WorkbookReading {
  readonly rows: readonly TableRow[];
  /** The sheet that was read. */
  readonly sheet: string;
  /** The visible ones, where there are several. */
  readonly others: readonly string[];
}

/** So many rows of each sheet are looked at to find the one with the table; as many sheets. */
const rowsLookedAt = 60;
const sheetsLookedAt = 50;

/**
 * Reads one sheet of an XLSX or XLSM workbook: the one of that name, else the visible one whose header
 * has most of the names that we know. Macros, links and queries are parts that nobody opens.
 *
 * @throws WorkbookError
 */
export async function readWorkbook(bytes: Buffer, wanted: string | undefined): Promise<WorkbookReading> {
  const archive = await openArchive(bytes);
  const { sheets, since1904 } = await readBook(archive);
  const book: Book = {
    ...{ archive, since1904 },
    formats: await readFormats(archive),
    strings: await readStrings(archive),
  };
  const sheet = wanted === undefined ? await bestOf(book, sheets) : named(sheets, wanted);
  const visible = sheets.filter(({ hidden }) => !hidden).map(({ name }) => name);
  const others = visible.filter((name) => name !== sheet.name);
  return { rows: await readSheet(book, sheet.part), sheet: sheet.name, others };
}

async function readBook(
  archive: Archive,
): Promise<{ readonly sheets: readonly Sheet[]; readonly since1904: boolean }> {
  if (!archive.has('xl/workbook.xml')) throw new WorkbookError(await kindOf(archive));
  const targets = await readTargets(archive);
  const sheets: Sheet[] = [];
  let since1904 = false;
  await readElements(archive.read('xl/workbook.xml'), {
    open(name, attribute) {
      if (name === 'workbookPr') since1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const part = targets.get(attribute('r:id') ?? '');
      const hidden = /hidden/i.test(attribute('state') ?? '');
      // A sheet of a chart only has a part of another kind.
      if (part?.includes('worksheets/')) sheets.push({ name: attribute('name') ?? '', part, hidden });
    },
    text: () => {},
    close: () => false,
  });
  if (sheets.length === 0) throw new WorkbookError('noWorkbook');
  return { sheets, since1904 };
}

async function kindOf(archive: Archive) {
  if (archive.has('xl/workbook.bin')) return 'binaryWorkbook';
  let kind = '';
  for await (const piece of archive.read('mimetype')) kind += piece.slice(0, 100);
  return kind.startsWith('application/vnd.oasis.opendocument.spreadsheet') ? 'openDocument' : 'noWorkbook';
}

/** Parts by the id of the relation that names them. */
async function readTargets(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await readElements(archive.read('xl/_rels/workbook.xml.rels'), {
    open(name, attribute) {
      const [id, target] = [attribute('Id'), attribute('Target')];
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
    text: () => {},
    close: () => false,
  });
  return targets;
}

function named(sheets: readonly Sheet[], wanted: string): Sheet {
  const found =
    sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => fold(name) === fold(wanted));
  if (found === undefined) throw new WorkbookError('noSheet', sheets.map(({ name }) => name).join(', '));
  return found;
}

/** The sheet whose first rows look most like a table; among equals the first. */
async function bestOf(book: Book, sheets: readonly Sheet[]): Promise<Sheet> {
  const visible = sheets.filter(({ hidden }) => !hidden).slice(0, sheetsLookedAt);
  const [first] = visible.length > 0 ? visible : sheets;
  if (first === undefined) throw new WorkbookError('noWorkbook');
  let best = { sheet: first, score: -1 };
  for (const sheet of visible.length > 1 ? visible : []) {
    const score = scoreOfHeader(await readSheet(book, sheet.part, rowsLookedAt));
    if (score > best.score) best = { sheet, score };
  }
  return best.sheet;
}
