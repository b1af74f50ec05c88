import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

/** What lists, the mailroom and the relay look for among 100,000 invoices without reading all of them. */
const statements = [
  `create index invoice_by_open on invoice (open desc)`,
  `create index invoice_by_due on invoice (due_on nulls first, id)`,
  `drop index run_due`,
  `create index run_due on run (wake_at, id) include (held) where status = 'running'`,
  `create index run_problem on run (id) where status <> 'finished' and (status = 'poisoned' or problem is not null)`,
  `create index run_refreshed on run (id)
    where status = 'running' and (held or state->'open'->>'type' = 'perform')`,
  `create index request_by_invoice on request (invoice_id)`,
  `create index request_asked on request (id) include (customer_id) where status = 'asked'`,
  `create index delivery_at on delivery (at)`,
];
