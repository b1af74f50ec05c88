import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** How the running engine stands, in one query: for readiness and the head of a screen. */
export interface Pulse {
  readonly running: number;
  readonly held: number;
  /** Runs whose turn it is. */
  readonly due: number;
  /** Epoch milliseconds; null where nothing is planned. */
  readonly nextWake: number | null;
  /** Invoices of which something is open, and those that no flow takes. */
  readonly openInvoices: number;
  readonly withoutFlow: number;
}

export async function readPulse(db: Db, now: number): Promise<Pulse> {
  const { rows } = await sql<Pulse>`
    select count(*) as running, count(*) filter (where held) as held,
      count(*) filter (where wake_at <= ${now}) as due, min(wake_at) as "nextWake",
      (select count(*) from invoice where open <> 0) as "openInvoices",
      (select count(*) from no_flow join invoice on invoice.id = no_flow.invoice_id where open > 0)
        as "withoutFlow"
    from run where status = 'running'`.execute(db);
  return rows[0] ?? { running: 0, held: 0, due: 0, nextWake: null, openInvoices: 0, withoutFlow: 0 };
}
