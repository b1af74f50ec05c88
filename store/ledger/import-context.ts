/**
 * What every import shares: one transaction for all, its row, its audit line, its outbox entry, and
 * the rehearsal (`dryRun`), which does everything and takes it back.
 */

import { sql } from 'kysely';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db, Tx } from '../database.ts';
import { json } from '../json.ts';
import { announce } from '../outbox/announce.ts';
import type { ImportTable } from '../schema/ledger-tables.ts';
import { batches } from './batches.ts';
import type { ImportReport, ImportResult } from './import-report.ts';

export interface ImportContext extends Act {
  readonly source: string;
  /** With a balance: an open invoice that this source listed and lists no more is settled. */
  readonly complete?: boolean;
  readonly fileName?: string;
  readonly fileDigest?: string;
  /** When the source was read, epoch milliseconds; `at` where absent. */
  readonly asOf?: number;
  /** Until when the source counts as up to date, where that is later than `asOf`: a file that still holds. */
  readonly freshAt?: number;
  /** Does everything and takes it back: the preview. */
  readonly dryRun?: boolean;
  /** W3C trace context of the import: what comes of its invoices belongs to the same trace. */
  readonly traceparent?: string;
  /** Lines of the file that could not be read: counted as refused with those that the ledger refuses. */
  readonly unread?: number;
  /** Hears how many rows have been taken, batch by batch; first 0, once no other import is under way. */
  readonly onRows?: (taken: number) => void;
  /** Aborted, the import takes nothing: it throws the signal's reason and everything is taken back. */
  readonly signal?: AbortSignal;
  /** For customers that the rows do not describe; the entity's zone and `fr` where absent. */
  readonly defaults?: { readonly language?: string; readonly zone?: string };
}

/** An import under way. */
export interface Importing {
  readonly tx: Tx;
  readonly id: number;
  readonly asOf: number;
  readonly context: ImportContext;
  /** Entities of which the file says something; those that it takes a row of are as fresh as it. */
  readonly entities: Set<string>;
}

class Rehearsed extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('rehearsed');
    this.report = report;
  }
}

/** The rows in batches, each told of once it is taken; ends where the import is cancelled. */
export function* batchesOf<T>({ context }: Importing, rows: readonly T[]): Generator<readonly T[]> {
  const { signal, onRows } = context;
  let taken = 0;
  onRows?.(0);
  for (const batch of batches(rows)) {
    signal?.throwIfAborted();
    yield batch;
    taken += batch.length;
    onRows?.(taken);
  }
}

/** So many new rows make a table another one for the planner. */
const many = 500;

/**
 * Looks at the tables again once they have grown. The database keeps the plans by which it checks
 * references: one made while a table had four rows reads the whole table for each of 200,000.
 */
export async function planAnew({ tx }: Importing, grown: number): Promise<boolean> {
  if (grown < many) return false;
  await sql`analyze customer, invoice, movement`.execute(tx);
  return true;
}

/**
 * Runs an import in one transaction: all of it is taken or nothing. Imports wait for each other.
 *
 * @throws the reason of the context's signal
 */
export async function runImport(
  db: Db,
  kind: ImportTable['kind'],
  context: ImportContext,
  work: (importing: Importing) => Promise<ImportReport>,
): Promise<ImportResult> {
  const asOf = context.asOf ?? context.at;
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('palier import'))`.execute(tx);
      const id = await beginImport(tx, kind, context, asOf);
      const entities = new Set<string>();
      const report = await work({ tx, id, asOf, context, entities });
      context.signal?.throwIfAborted();
      await endImport(tx, kind, context, { id, report, entities: [...entities] });
      if (context.dryRun === true) throw new Rehearsed(report);
      return { importId: String(id), ...resultOf(report) };
    });
  } catch (error) {
    if (error instanceof Rehearsed) {
      return { importId: null, ...resultOf(error.report) };
    }
    throw error;
  }
}

function resultOf({ asOf: _, unread: __, ...result }: ImportReport): Omit<ImportResult, 'importId'> {
  return result;
}

async function beginImport(tx: Tx, kind: ImportTable['kind'], context: ImportContext, asOf: number) {
  const row = await tx
    .insertInto('import')
    .values({
      source: context.source,
      kind,
      file_name: context.fileName ?? null,
      file_digest: context.fileDigest ?? null,
      as_of: asOf,
      at: context.at,
      who: context.actor,
      counts: '{}',
      complete: context.complete ?? false,
      traceparent: context.traceparent ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function endImport(
  tx: Tx,
  kind: ImportTable['kind'],
  context: ImportContext,
  ended: { readonly id: number; readonly report: ImportReport; readonly entities: readonly string[] },
) {
  const { id, report, entities } = ended;
  const { notes, asOf = context.asOf ?? context.at, unread = context.unread ?? 0, ...totals } = report;
  const counts = {
    ...totals,
    refused: notes.refused.length + unread,
    ...(notes.outdated ? { outdated: 1 } : {}),
  };
  await tx
    .updateTable('import')
    .set({ counts: json(counts), as_of: asOf, entities: json(entities) })
    .where('id', '=', id)
    .execute();
  if (kind !== 'customers' && !notes.outdated)
    await freshen(tx, { source: context.source, kind, asOf: context.freshAt ?? asOf, entities });
  await announce(
    tx,
    [{ what: 'refreshed', customerId: null, invoiceId: null, object: String(id) }],
    context.at,
  );
  await writeAudit(tx, context, {
    what: `imported ${kind}`,
    object: `import ${id}`,
    detail: { source: context.source, fileName: context.fileName ?? null, ...counts },
  });
  if (totals.created + totals.changed > 1000) await sql`analyze customer, invoice, movement`.execute(tx);
}

/** A source is as fresh as its latest reading; an earlier one never makes it older. */
async function freshen(
  tx: Tx,
  {
    source,
    kind,
    asOf,
    entities,
  }: {
    readonly source: string;
    readonly kind: string;
    readonly asOf: number;
    readonly entities: readonly string[];
  },
): Promise<void> {
  await sql`
    insert into source (name, kind) values (${source}, ${kind})
    on conflict (name) do update set kind = coalesce(source.kind, excluded.kind)`.execute(tx);
  await sql`
    insert into reading (entity, source, as_of)
    select entity, ${source}, ${asOf}::bigint from jsonb_array_elements_text(${json(entities)}::jsonb) entity
    on conflict (entity, source) do update set as_of = greatest(reading.as_of, excluded.as_of)`.execute(tx);
}
