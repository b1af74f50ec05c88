import { sql } from 'kysely';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { inTransaction } from '../facts/in-transaction.ts';
import { json } from '../json.ts';

/** A setting's value, undefined where it was never set; parse it before use. */
export async function readSetting(db: Db, key: string): Promise<unknown> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

/** Writes a setting; the audit trail names it without its value, which may be secret. */
export function writeSetting(db: Db, key: string, value: unknown, act: Act): Promise<void> {
  return inTransaction(db, async (tx) => {
    await sql`
      insert into setting (key, value) values (${key}, ${json(value)}::jsonb)
      on conflict (key) do update set value = excluded.value`.execute(tx);
    await writeAudit(tx, act, { what: 'changed setting', object: `setting ${key}` });
  });
}

/**
 * A setting's value, which is made where there is none yet: of several processes that make one at the same
 * time, all get the same.
 */
export function keepSetting(db: Db, key: string, made: unknown, act: Act): Promise<unknown> {
  return inTransaction(db, async (tx) => {
    const { numAffectedRows } = await sql`
      insert into setting (key, value) values (${key}, ${json(made)}::jsonb)
      on conflict (key) do nothing`.execute(tx);
    if (numAffectedRows === 1n)
      await writeAudit(tx, act, { what: 'changed setting', object: `setting ${key}` });
    return readSetting(tx, key);
  });
}
