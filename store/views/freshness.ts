import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { listSources, type Source } from '../workspace/sources.ts';

export interface Freshness {
  /**
   * When the ledger was last brought up to date, epoch milliseconds: that of the entity that waits
   * longest, among those to whom something is owed; null where nothing was ever imported.
   */
  readonly refreshedAt: number | null;
  /** That entity; null where there is but one. */
  readonly entity: string | null;
  readonly sources: readonly Pick<Source, 'name' | 'kind' | 'asOf'>[];
}

export async function readFreshness(db: Db): Promise<Freshness> {
  const sources = (await listSources(db)).map(({ mapping: _, ...source }) => source);
  const { rows } = await sql<{ entity: string; asOf: number; owed: boolean }>`
    select entity, max(as_of) as "asOf",
      exists (select from customer c join invoice i on i.customer_id = c.id and i.open <> 0
        where c.entity = reading.entity) as owed
    from reading group by entity order by 3 desc, 2, 1`.execute(db);
  const [oldest] = rows;
  const isOne = rows.filter(({ owed }) => owed).length < 2;
  return { refreshedAt: oldest?.asOf ?? null, entity: isOne ? null : (oldest?.entity ?? null), sources };
}
