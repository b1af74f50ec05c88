import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** Tables whose ids are given to the outside: an id that comes twice would be somebody else's. */
const numbered = [
  'customer',
  'invoice',
  'movement',
  'promise',
  'dispute',
  'task',
  'request',
  'delivery',
] as const;

const behind = numbered.map(
  (name) => sql`
    select ${name}::text as id where (select coalesce(max(id), 0) from ${sql.table(name)}) >
      coalesce(pg_sequence_last_value(pg_get_serial_sequence(${name}, 'id')::regclass), 0)`,
);

export const workspaceInvariants = [
  {
    /** Flows by id. */
    name: 'in-force-is-there',
    broken: sql`
      select h.flow_id as id from flow_head h
      where not exists (select from release where digest = h.digest and flow_id = h.flow_id)`,
  },
  {
    /** Tables. */
    name: 'ids-are-new',
    broken: sql`${sql.join(behind, sql` union all `)}`,
  },
  {
    /** Tasks by id. */
    name: 'task-has-run',
    broken: sql`
      select t.id::text as id from task t
      where t.run_id is not null and not exists (select from run where id = t.run_id)`,
  },
] as const satisfies readonly Invariant[];
