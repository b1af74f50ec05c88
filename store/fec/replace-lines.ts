/** Lays the staged lines over those that the store has: what an export lists no more is replaced. */
import { sql } from 'kysely';
import { json } from '../json.ts';
import type { Importing } from '../ledger/import-context.ts';
import { carriesWhole } from './collective-openings.ts';
import type { Span } from './stage-lines.ts';

/** A line that an earlier export had and this one has not. */
export interface VanishedLine {
  readonly customer: string;
  readonly entry: string;
  readonly on: string;
  readonly piece: string;
  /** Minor units, debit less credit. */
  readonly amount: number;
}

export interface Replaced {
  readonly added: number;
  readonly unchanged: number;
  readonly vanished: readonly VanishedLine[];
  readonly vanishedCount: number;
}

/** Most vanished lines that are named. */
const mostNamed = 1000;

/** True where an export that was written later covers one of the spans already. */
export async function isOlder(
  { tx, context }: Importing,
  entity: string,
  spans: readonly Span[],
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from account_reading reading join import on import.id = reading.import_id
    join json_to_recordset(${json(spansOf(spans))}::json) as span("from" date, "to" date, "writtenOn" date)
      on reading.from_on <= span."to" and reading.to_on >= span."from" and reading.written_on > span."writtenOn"
    where reading.source = ${context.source} and reading.entity = ${entity} and import.undone_at is null
    limit 1`.execute(tx);
  return rows.length > 0;
}

function spansOf(spans: readonly Span[]) {
  return spans.map(({ from, to, writtenOn, company }) => ({ from, to, writtenOn, company }));
}

export async function replaceLines(
  { tx, id, context }: Importing,
  entity: string,
  spans: readonly Span[],
): Promise<Replaced> {
  const whose = sql`source = ${context.source} and entity = ${entity}`;
  const { rows: gone } = await sql<VanishedLine & { isGone: boolean }>`
    update account_line set replaced_by = ${id}::bigint
    where ${whose} and replaced_by is null
      and exists (select from json_to_recordset(${json(spansOf(spans))}::json) as span("from" date, "to" date)
        where occurred_on between span."from" and span."to")
      and not exists (select from account_incoming incoming
        where incoming.reference = account_line.reference and incoming.content = account_line.content)
    returning customer, content ->> 'entry' as entry, occurred_on as "on", content ->> 'piece' as piece,
      (content ->> 'amount')::bigint as amount,
      not exists (select from account_incoming incoming where incoming.reference = account_line.reference)
        as "isGone"`.execute(tx);
  const { rows: added } = await sql`
    insert into account_line (source, entity, customer, reference, occurred_on, content, import_id)
    select ${context.source}::text, ${entity}::text, customer, reference, occurred_on, content, ${id}::bigint
    from account_incoming incoming
    where not exists (select from account_line line where line.source = ${context.source}
      and line.entity = ${entity} and line.reference = incoming.reference and line.replaced_by is null)
    order by id returning 1`.execute(tx);
  await sql`
    insert into account_reading (import_id, source, entity, from_on, to_on, written_on, company)
    select ${id}::bigint, ${context.source}::text, ${entity}::text, "from", "to", "writtenOn", company
    from json_to_recordset(${json(spansOf(spans))}::json)
      as span("from" date, "to" date, "writtenOn" date, company text)`.execute(tx);
  const { rows: all } = await sql<{ lines: number }>`select count(*) as lines from account_incoming`.execute(
    tx,
  );
  const vanished = gone.filter((one) => one.isGone);
  return {
    added: added.length,
    unchanged: (all[0]?.lines ?? 0) - added.length,
    vanished: vanished.slice(0, mostNamed).map(({ isGone: _, ...line }) => line),
    vanishedCount: vanished.length,
  };
}

/** Openings further apart than this belong to two accounting years. */
const apart = 60 * 86_400_000;

/** The days on which accounting years open, as far as opening entries are known. */
export async function readOpenings({ tx, context }: Importing, entity: string): Promise<readonly string[]> {
  const { rows } = await sql<{ on: string }>`
    select distinct occurred_on as "on" from account_line line
    where source = ${context.source} and entity = ${entity} and replaced_by is null
      and content ->> 'sort' = 'opening' and not ${carriesWhole} order by 1`.execute(tx);
  const days: string[] = [];
  for (const { on } of rows)
    if (Date.parse(on) - Date.parse(days.at(-1) ?? '1900-01-01') > apart) days.push(on);
  return days;
}
