import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

const statements = [
  `alter table run
    add column engine text not null default 'embedded' check (engine in ('embedded', 'temporal')),
    add column begun boolean not null default false,
    add column relay_until bigint not null default 0,
    add column fence jsonb`,
  `create index run_to_begin on run (started_at, id)
    where engine = 'temporal' and not begun and status = 'running'`,
];
