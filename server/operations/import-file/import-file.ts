import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { formatDay } from '../../../engine/calendar/index.ts';
import { formatAmount } from '../../../schemas/index.ts';
import {
  findImportOf,
  type ImportResult,
  type InvoiceNote,
  importBalance,
  importCustomers,
  importPayments,
  saveMapping,
} from '../../../store/index.ts';
import { tellImport } from '../../../workers/telemetry/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import {
  type FileKind,
  fileKinds,
  type ImportContext,
  type ImportMapping,
  type ImportReading,
  type ImportReport,
  readFile,
  readRowsStepwise,
  type Table,
} from '../../import/index.ts';
import { deedOf } from '../act.ts';
import { findEntity } from '../find-entity.ts';
import { type Caller, operation } from '../operation.ts';
import { zoneOfEntity } from '../read-day.ts';
import { Refusal } from '../refusal.ts';
import { linesOfRows } from './lines-of-rows.ts';
import { mappingFor } from './mapping-for.ts';
import { readAsOf } from './read-as-of.ts';

const Input = z.strictObject({
  file: z.string().min(1).max(1_000),
  content: z.string().describe('The bytes, base64.'),
  kind: z.enum(fileKinds).optional(),
  source: z.string().trim().min(1).max(100).optional(),
  entity: z.string().optional(),
  map: z.array(z.string().max(1_000)).max(500).default([]),
  complete: z.boolean().optional(),
  asOf: z.string().max(50).optional(),
  once: z.boolean().optional().describe('Takes nothing where this very file was taken before.'),
  sheet: z.string().min(1).max(100).optional(),
  dryRun: z.boolean().optional(),
});
type Input = z.output<typeof Input>;

/** One invoice that an import touched; amounts as decimal strings, `before` null where it is new. */
export interface TouchedInvoice {
  readonly number: string;
  readonly before: string | null;
  readonly after: string;
  readonly currency: string;
}

/** Takes a file into the ledger, or rehearses that. The mapping is remembered for its source. */
export const importFile = operation({
  name: 'import',
  begins: true,
  input: Input,
  async run(house, input, caller) {
    const { language } = caller;
    const bytes = Buffer.from(input.content, 'base64');
    const read = await readFile(bytes, {
      language,
      ...(input.sheet === undefined ? {} : { sheet: input.sheet }),
    });
    if (!read.ok) throw said(read.problem.message);
    const { table } = read;
    const { mapping, source } = await mappingFor(house, table, input, caller);
    const reading = await readAll(table, mapping, contextOf(house, input, caller), caller);
    const [problem] = reading.problems;
    if (problem !== undefined) throw said(problem.message);
    const fileDigest = createHash('sha256').update(bytes).digest('hex');
    const reached = await momentOf(house, input, { source, kind: mapping.kind, fileDigest });
    const isRepeat = input.once === true && reached.before !== null;
    const result = isRepeat
      ? null
      : await tellImport(house.carrier.telemetry, mapping.kind, (told) =>
          take(house, reading, input, { ...{ caller, source, fileDigest }, ...reached.moment, ...told }),
        );
    if (input.dryRun !== true && result !== null) {
      await saveMapping(house.store.db, source, mapping.kind, mapping);
      house.driver?.nudge();
    }
    const refused = linesOfRows(result?.notes.refused ?? [], { table, mapping, reading, language });
    const report = reportOf(fileName(input), reading, result);
    return {
      report: {
        ...report,
        refused: [...report.refused, ...refused],
        notes: [...report.notes, ...notesOf(input, reading, language)],
      },
      mapping: mapping.columns.map(({ column, field }) => ({ column, field })),
      source,
      dryRun: input.dryRun === true,
      import: result?.importId ?? null,
      outdated: result?.notes.outdated ?? false,
      /** The import that took this very file before. */
      readBefore: reached.before,
      leftAlone: touched(result?.notes.leftAlone),
      created: touched(result?.notes.created),
      changed: touched(result?.notes.changed),
      paid: touched(result?.notes.settled),
      reopened: touched(result?.notes.reopened),
      /** Receipts, or rests of them, that no invoice takes. */
      onAccount: (result?.notes.onAccount ?? []).map(({ reference, amount, currency }) => ({
        reference,
        amount: formatAmount(amount),
        currency,
      })),
    };
  },
});

function said(message: string): Refusal {
  return new Refusal('not-acceptable', { fr: message, en: message });
}

function fileName({ file }: Input): string {
  return file.split(/[/\\]/).at(-1) ?? file;
}

/** What people there mean by an amount that names no currency. */
function currencyIn(region: string): 'CHF' | 'EUR' {
  return region.startsWith('CH') ? 'CHF' : 'EUR';
}

function contextOf(house: OpenHouse, input: Input, { language }: Caller) {
  const { entities, customFields } = house.workspace;
  const entity = findEntity(house, input.entity);
  const zone = zoneOfEntity(house, entity.id);
  return {
    entity: entity.id,
    currency: currencyIn(entity.region),
    today: formatDay(zone.dayOf(house.clock.now())),
    entities: entities.map(({ id, name, region }) => ({ id, name, currency: currencyIn(region) })),
    language,
    ...(customFields === undefined ? {} : { customFields }),
  };
}

/**
 * The moment of which the file speaks. The very file of an earlier import of its source still says what
 * it said then, undone or not, however late it comes: it brings back no older state, and the source counts as fresh.
 */
async function momentOf(
  house: OpenHouse,
  input: Input,
  { source, kind, fileDigest }: { source: string; kind: FileKind; fileDigest: string },
): Promise<{
  readonly moment: { readonly asOf?: number; readonly freshAt?: number };
  readonly before: { readonly import: string; readonly asOf: number } | null;
}> {
  const { first, standing } = await findImportOf(house.store.db, source, fileDigest);
  const before = standing === null ? null : { import: standing.import, asOf: standing.asOf };
  if (input.asOf !== undefined) {
    return { moment: { asOf: readAsOf(house, input.asOf, findEntity(house, input.entity).id) }, before };
  }
  if (first === null || kind !== 'balance') return { moment: {}, before };
  return { moment: { asOf: first.asOf, freshAt: house.clock.now() }, before };
}

/** Reads all lines, tells how far it has come, and lets others have their turn in between. */
async function readAll(
  table: Table,
  mapping: ImportMapping,
  context: ImportContext,
  { signal, onProgress }: Caller,
): Promise<ImportReading> {
  const steps = readRowsStepwise(table, mapping, context);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const { lines: done, refused } = step.value;
    onProgress?.({ stage: 'reading', done, of: table.rows.length, refused });
    await setImmediate();
    signal?.throwIfAborted();
  }
}

/** A line that could not be read may be an invoice: while there is one, absence proves nothing. */
function settlesMissing(input: Input, reading: ImportReading): boolean {
  return input.complete === true && reading.refused.length === 0;
}

function notesOf(input: Input, reading: ImportReading, language: 'fr' | 'en'): readonly string[] {
  if (input.complete !== true || settlesMissing(input, reading)) return [];
  return [
    language === 'fr'
      ? 'Aucune facture n’a été soldée par son absence (--complete), parce que des lignes sont refusées : corrigez-les et recommencez.'
      : 'No invoice was settled by its absence (--complete), because lines were refused: correct them and import again.',
  ];
}

interface Origin {
  readonly caller: Caller;
  readonly source: string;
  readonly fileDigest: string;
  readonly asOf?: number;
  readonly freshAt?: number;
  readonly traceparent?: string;
}

async function take(
  house: OpenHouse,
  reading: ImportReading,
  input: Input,
  { caller, ...origin }: Origin,
): Promise<ImportResult | null> {
  const { rows } = reading;
  if (rows.rows.length === 0) return null;
  const context = {
    ...deedOf(house, caller),
    ...watching(caller, rows.rows.length, reading.refused),
    ...{ ...origin, fileName: fileName(input) },
    ...{ complete: settlesMissing(input, reading), dryRun: input.dryRun ?? false },
    defaults: { language: house.workspace.languages[0] ?? 'fr' },
  };
  const { db } = house.store;
  switch (rows.kind) {
    case 'balance':
      return importBalance(db, rows.rows, context);
    case 'payments':
      return importPayments(db, rows.rows, context);
    case 'customers':
      return importCustomers(db, rows.rows, context);
  }
}

/** What the ledger is to tell the caller, and when it is to stop. */
function watching({ signal, onProgress }: Caller, of: number, lines: readonly { readonly line: number }[]) {
  const refused = new Set(lines.map(({ line }) => line)).size;
  onProgress?.({ stage: 'waiting', done: 0, of, refused });
  return {
    ...(signal === undefined ? {} : { signal }),
    unread: refused,
    onRows: (done: number) => onProgress?.({ stage: 'taking', done, of, refused }),
  };
}

function touched(notes: readonly InvoiceNote[] | undefined): readonly TouchedInvoice[] {
  return (notes ?? []).map(({ number, before, after, currency }) => ({
    number,
    before: before === null ? null : formatAmount(before.open),
    after: formatAmount(after.open),
    currency,
  }));
}

function reportOf(file: string, reading: ImportReading, result: ImportResult | null): ImportReport {
  const { rows, skipped, notes, refused } = reading;
  const receipts = rows.kind === 'payments' ? (result?.paid ?? 0) : 0;
  return {
    ...{ file, kind: rows.kind, refused, skipped, notes },
    created: (result?.created ?? 0) + receipts,
    changed: (result?.changed ?? 0) + (result?.reopened ?? 0),
    paid: result?.settled ?? 0,
    ...(result === null ? {} : { unchanged: result.unchanged }),
  };
}
