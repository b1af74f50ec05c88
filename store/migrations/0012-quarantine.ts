import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

/** What a restored store did not know of, and the send journal did: about invoices that are not in it yet. */
const statements = [
  `create table quarantine (
    delivery_id bigint not null,
    about text not null,
    cycle integer not null,
    step text not null,
    visit integer not null,
    channel text not null,
    message_id text,
    at bigint not null,
    primary key (delivery_id, about, step, visit)
  )`,
  `create index quarantine_by_about on quarantine (about)`,
];
