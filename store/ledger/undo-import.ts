import { sql } from 'kysely';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db, Tx } from '../database.ts';
import { readTakenBack, undoLines } from '../fec/undo-lines.ts';
import { announce } from '../outbox/announce.ts';
import { rowId } from '../row-id.ts';
import type { ImportTable, MovementKind } from '../schema/ledger-tables.ts';
import { dayOf } from './acceptable.ts';
import type { InvoiceNote } from './import-report.ts';
import { type NewMovement, type Posted, postMovements } from './post-movements.ts';

/** Why an import cannot be taken back. `later`: imports that built on it, oldest first. */
export type UndoRefusal =
  | { readonly why: 'unknown' }
  | { readonly why: 'undone'; readonly at: number }
  | { readonly why: 'customers' }
  | { readonly why: 'followed'; readonly later: readonly string[] };

export interface Undone {
  readonly import: string;
  readonly source: string;
  readonly kind: ImportTable['kind'];
  readonly fileName: string | null;
  readonly at: number;
  /** Counterparts posted: what the import had moved, taken back. */
  readonly movements: number;
  /** Open again. */
  readonly reopened: readonly InvoiceNote[];
  /** Nothing is open of them any more. */
  readonly closed: readonly InvoiceNote[];
  /** Another amount is open. */
  readonly changed: readonly InvoiceNote[];
  /** Receipts that lay on account and no longer do. */
  readonly onAccount: number;
}

export type UndoResult =
  | { readonly ok: true; readonly undone: Undone }
  | { readonly ok: false; readonly refusal: UndoRefusal };

class Rehearsed extends Error {
  readonly undone: Undone;

  constructor(undone: Undone) {
    super('rehearsed');
    this.undone = undone;
  }
}

/**
 * Takes an import back as a whole: each of its movements gets its counterpart, its references may
 * come again, and the source is as fresh as the import before it. What was sent stays sent; customers,
 * contacts and dates stay. What was read on top of it is undone before it; lists of payments stand each for
 * itself.
 *
 * @param dryRun Does everything and takes it back: the preview.
 */
export async function undoImport(
  db: Db,
  importId: string,
  act: Act,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<UndoResult> {
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('palier import'))`.execute(tx);
      const found = await findUndoable(tx, importId);
      if ('why' in found) return { ok: false, refusal: found };
      const undone = await takeBack(tx, found, act);
      if (dryRun) throw new Rehearsed(undone);
      return { ok: true, undone };
    });
  } catch (error) {
    if (error instanceof Rehearsed) return { ok: true, undone: error.undone };
    throw error;
  }
}

interface Undoable {
  readonly id: number;
  readonly source: string;
  readonly kind: ImportTable['kind'];
  readonly fileName: string | null;
  readonly at: number;
  readonly undoneAt: number | null;
}

async function findUndoable(tx: Tx, importId: string): Promise<Undoable | UndoRefusal> {
  const { rows } = await sql<Undoable>`
    select id, source, kind, file_name as "fileName", at, undone_at as "undoneAt"
    from import where id = ${rowId(importId)} for update`.execute(tx);
  const [found] = rows;
  if (found === undefined) return { why: 'unknown' };
  if (found.undoneAt !== null) return { why: 'undone', at: found.undoneAt };
  if (found.kind === 'customers') return { why: 'customers' };
  const later = await followersOf(tx, found.id);
  return later.length === 0 ? found : { why: 'followed', later };
}

/**
 * Later imports that were read on top of this one: accounts and balances of its entities, of whatever source,
 * which said anew what is owed as of no earlier moment, or of the day of a receipt in it; later ones of its own
 * source; lists of receipts of which its amounts had shown a part; what took its receipts off the account.
 */
async function followersOf(tx: Tx, importId: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: number }>`
    select later.id from import later join import undone on undone.id = ${importId}::bigint
    where later.id > undone.id and later.undone_at is null and later.counts -> 'outdated' is null and (
      later.kind in ('balance', 'fec') and (
        later.kind = undone.kind and later.source = undone.source or later.as_of >= undone.as_of
          or undone.kind = 'payments' and to_timestamp(later.as_of / 1000.0) at time zone 'UTC' >= (
            select min(occurred_on) from movement where import_id = undone.id and undone_at is null)
      ) and (undone.entities = '[]' or later.entities = '[]' or exists (
        select from jsonb_array_elements(later.entities) one where undone.entities @> one))
      or exists (
        select from movement told join movement own on own.invoice_id = told.invoice_id
        where told.import_id = later.id and told.already <> 0 and told.undone_at is null
          and own.import_id = undone.id and own.undone_at is null and own.amount <> 0)
      or exists (
        select from movement told join movement own on own.id = told.reverses
        where told.import_id = later.id and told.undone_at is null and own.import_id = undone.id))
    order by later.id`.execute(tx);
  return rows.map(({ id }) => String(id));
}

/** What the source's other imports say of when it was read; those of older versions speak of all entities. */
async function readBefore(tx: Tx, source: string): Promise<void> {
  const others = sql`from import where source = reading.source and undone_at is null and kind <> 'customers'
    and counts -> 'outdated' is null and (entities = '[]' or entities @> to_jsonb(reading.entity))`;
  await sql`delete from reading where source = ${source} and not exists (select ${others})`.execute(tx);
  await sql`update reading set as_of = (select max(as_of) ${others}) where source = ${source}`.execute(tx);
}

async function takeBack(tx: Tx, { id, ...found }: Undoable, act: Act): Promise<Undone> {
  await undoLines(tx, id);
  const restored = await readTakenBack(tx, id);
  const isRestored = new Set(restored.map((one) => one.id));
  const { rows } = await sql<MovedBefore>`
    update movement set undone_at = ${act.at}::bigint where import_id = ${id}::bigint and undone_at is null
    returning id, invoice_id as "invoiceId", customer_id as "customerId", kind, amount, currency`.execute(tx);
  const movements = rows
    .filter((row) => row.amount !== 0 && !isRestored.has(row.id))
    .map((row) => counterpartOf(row, act.at));
  const posting = { at: act.at, source: found.source };
  const posted = [...(await postMovements(tx, movements, { ...posting, importId: null }))];
  for (const [importId, some] of Map.groupBy(restored, (one) => one.origin)) {
    const again = some.map(({ id: _, origin: __, ...movement }) => movement);
    for (const one of await postMovements(tx, again, { ...posting, importId })) posted.push(one);
  }
  await tx.updateTable('import').set({ undone_at: act.at }).where('id', '=', id).execute();
  await readBefore(tx, found.source);
  await announce(tx, [{ what: 'refreshed', customerId: null, invoiceId: null, object: String(id) }], act.at);
  await writeAudit(tx, act, {
    what: 'undid import',
    object: `import ${id}`,
    detail: { source: found.source, movements: posted.length },
  });
  const { source, kind, fileName, at } = found;
  return {
    ...{ import: String(id), source, kind, fileName, at, movements: posted.length },
    ...(await sortOut(tx, posted)),
    onAccount: rows.filter(isOnAccount).length,
  };
}

const isOnAccount = ({ invoiceId, kind, amount }: MovedBefore) =>
  invoiceId === null && amount < 0 && (kind === 'payment' || kind === 'credit');

/** What became of each invoice, by what was open of it before and after. */
async function sortOut(tx: Tx, posted: readonly Posted[]) {
  const moved = new Map<number, { readonly before: number; after: number }>();
  for (const { invoiceId, before, after } of posted) {
    if (invoiceId === null || before === null || after === null) continue;
    moved.set(invoiceId, { before: moved.get(invoiceId)?.before ?? before, after });
  }
  const { rows } = await sql<Named>`
    select invoice.id, customer.number as customer, invoice.number, instalment, currency, due_on as "dueOn"
    from invoice join customer on customer.id = invoice.customer_id
    where invoice.id = any(${[...moved.keys()]}::bigint[]) order by invoice.id`.execute(tx);
  const notes = rows.flatMap(({ id, dueOn, ...row }): readonly InvoiceNote[] => {
    const change = moved.get(id);
    if (change === undefined || change.before === change.after) return [];
    const { before, after } = change;
    return [{ invoice: String(id), ...row, before: { open: before, dueOn }, after: { open: after, dueOn } }];
  });
  const wasOpen = (note: InvoiceNote) => (note.before?.open ?? 0) > 0;
  const isOpen = (note: InvoiceNote) => note.after.open > 0;
  return {
    reopened: notes.filter((note) => !wasOpen(note) && isOpen(note)),
    closed: notes.filter((note) => wasOpen(note) && !isOpen(note)),
    changed: notes.filter((note) => wasOpen(note) === isOpen(note)),
  };
}

interface Named {
  readonly id: number;
  readonly customer: string;
  readonly number: string;
  readonly instalment: number;
  readonly currency: string;
  readonly dueOn: string | null;
}

interface MovedBefore {
  readonly id: number;
  readonly invoiceId: number | null;
  readonly customerId: number;
  readonly kind: MovementKind;
  readonly amount: number;
  readonly currency: string;
}

function counterpartOf({ id, ...row }: MovedBefore, at: number): NewMovement {
  const kind = counterpart[row.kind];
  return { ...row, kind, amount: -row.amount, occurredOn: dayOf(at), reverses: id };
}

/** What takes a movement of each kind back. */
export const counterpart: Readonly<Record<MovementKind, MovementKind>> = {
  invoice: 'credit',
  payment: 'reversal',
  credit: 'reversal',
  reversal: 'payment',
  'write-off': 'reversal',
  adjustment: 'adjustment',
};
