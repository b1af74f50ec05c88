import type { Kysely } from 'kysely';
import { runStatements } from './run-statements.ts';

export function up(db: Kysely<unknown>): Promise<void> {
  return runStatements(db, statements);
}

/**
 * Until when each source has been read, entity by entity: fresh data of one say nothing of another. What
 * an older version read counts for the entities in which it moved something, or for all where it moved nothing.
 */
const statements = [
  `create table reading (
    entity text not null,
    source text not null,
    as_of bigint not null,
    primary key (entity, source)
  )`,
  `create index invoice_in_parts on invoice (customer_id, number) where instalment > 1`,
  `alter table import add column entities jsonb not null default '[]'`,
  `insert into reading (entity, source, as_of)
    select distinct c.entity, s.name, s.as_of
    from source s join movement m on m.source = s.name join customer c on c.id = m.customer_id
    where s.as_of is not null
    union
    select e.id, s.name, s.as_of from source s cross join entity e
    where s.as_of is not null and not exists (select from movement m where m.source = s.name)`,
  `alter table source drop column as_of`,
];
