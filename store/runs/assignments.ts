import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';

export interface AssignmentRow {
  readonly flow_id: string;
  readonly step: string;
  readonly customer_id: number;
  readonly variant: string;
  readonly run_id: string;
  readonly assigned_at: number;
  /** The planned instant at which the variants first differ. */
  readonly differs_at: number | null;
}

/** Stores first assignments; one that exists already stays. */
export async function assignVariants(tx: Tx, rows: readonly AssignmentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into assignment (flow_id, step, customer_id, variant, run_id, assigned_at, differs_at)
    select * from jsonb_to_recordset(${json(rows)}::jsonb)
      as x(flow_id text, step text, customer_id bigint, variant text, run_id text, assigned_at bigint, differs_at bigint)
    on conflict do nothing`.execute(tx);
}

/** Variants of customers, by customer, flow and step (`customer/flow/step`). */
export async function storedVariants(
  tx: Tx,
  customers: readonly number[],
): Promise<ReadonlyMap<string, string>> {
  if (customers.length === 0) return new Map();
  const { rows } = await sql<{ key: string; variant: string }>`
    select customer_id || '/' || flow_id || '/' || step as key, variant from assignment
    where customer_id = any(${[...customers]})`.execute(tx);
  return new Map(rows.map(({ key, variant }) => [key, variant]));
}
