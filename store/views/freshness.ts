import type { Db } from '../database.ts';

export interface Freshness {
  /** When the ledger was last brought up to date, epoch milliseconds; null where never. */
  readonly refreshedAt: number | null;
  readonly sources: readonly {
    readonly name: string;
    readonly kind: string | null;
    readonly asOf: number | null;
  }[];
}

export async function readFreshness(db: Db): Promise<Freshness> {
  const sources = await db
    .selectFrom('source')
    .select(['name', 'kind', 'as_of as asOf'])
    .orderBy('name')
    .execute();
  const known = sources.flatMap((source) => source.asOf ?? []);
  return { refreshedAt: known.length === 0 ? null : Math.max(...known), sources };
}
