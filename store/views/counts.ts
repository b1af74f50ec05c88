import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { DeliveryStatus } from '../schema/mailroom-tables.ts';

export interface DeliveryCount {
  readonly status: DeliveryStatus;
  readonly channel: string;
  readonly deliveries: number;
}

/** How many deliveries there are of each status and channel; in a span of logical time, or in all. */
export async function countDeliveries(
  db: Db,
  span: { readonly from?: number; readonly to?: number } = {},
): Promise<readonly DeliveryCount[]> {
  const { from = null, to = null } = span;
  const { rows } = await sql<DeliveryCount>`
    select status, channel, count(*) as deliveries from delivery
    where (${from}::bigint is null or at >= ${from}::bigint) and (${to}::bigint is null or at < ${to}::bigint)
    group by status, channel order by status, channel`.execute(db);
  return rows;
}

export interface TaskCount {
  readonly kind: string;
  readonly open: number;
  /** Of these, past their deadline. */
  readonly late: number;
}

export async function countTasks(db: Db, now: number): Promise<readonly TaskCount[]> {
  const { rows } = await sql<TaskCount>`
    select kind, count(*) as open, count(*) filter (where due_at < ${now}) as late
    from task where status = 'open' group by kind order by kind`.execute(db);
  return rows;
}
