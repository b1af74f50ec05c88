import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

/** One customer's invoices, for sums at each message and for receipts, without reading all of them. */
const statements = [`create index invoice_by_customer on invoice (customer_id)`];
