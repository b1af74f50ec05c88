/** A store of any older version comes up to date with what is in it; one of a newer version is left alone. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { refusalOf } from '../../server/loopback/problems.ts';
import { openPGlite } from '../../store/connection/pglite.ts';
import { pgliteStore, postgresStore, type Store } from '../../store/connection/store.ts';
import { listInvoices } from '../../store/index.ts';
import { migrate, migrateTo, migrations } from '../../store/migrations/index.ts';
import { createDatabase } from './fresh-database.ts';

const server = process.env.TEST_DATABASE_URL;
const kinds = server === undefined ? ['pglite'] : ['pglite', 'postgres'];

/** An empty database without any table. */
async function openBare(kind: string): Promise<{ store: Store; drop: () => Promise<void> }> {
  if (kind === 'pglite') {
    const store = pgliteStore(await openPGlite({}), () => {});
    return { store, drop: () => store.close() };
  }
  const database = await createDatabase(server ?? '');
  await sql`drop schema public cascade`.execute(database.store.db);
  await sql`create schema public`.execute(database.store.db);
  const store = postgresStore(database.url);
  return { store, drop: () => store.close().then(() => database.drop()) };
}

const each = kinds.flatMap((kind) => Object.keys(migrations).map((name) => [kind, name] as const));

it.each(each)(
  '%s: what was written after %s is read by the newest',
  async (kind, name) => {
    const { store, drop } = await openBare(kind);
    const { db } = store;
    await migrateTo(db, name);
    await sql`
    insert into customer (entity, number, name, language, zone, created_at)
    values ('fr', 'C1', 'Morel', 'fr', 'Europe/Paris', 1)`.execute(db);
    await sql`
    insert into invoice (entity, customer_id, number, instalment, issued_on, due_on, amount, open, currency, source,
      created_at)
    select 'fr', id, 'F1', 1, '2026-02-01', '2026-03-02', 1200, 700, 'EUR', 'balance', 1 from customer`.execute(
      db,
    );

    await migrate(db);

    expect(await listInvoices(db)).toMatchObject([
      { number: 'F1', customerName: 'Morel', dueOn: '2026-03-02', amount: 1_200, open: 700 },
    ]);
    await drop();
  },
  60_000,
);

it.each(kinds)(
  '%s: a store of a newer version is refused in words, and nothing is changed',
  async (kind) => {
    const { store, drop } = await openBare(kind);
    const { db } = store;
    await migrate(db);
    await sql`insert into kysely_migration (name, timestamp) values ('0099-later', '')`.execute(db);

    const refusal = await migrate(db).catch(refusalOf);

    expect(refusal).toMatchObject({
      code: 'conflict',
      words: {
        fr: 'la base a été écrite par une version plus récente de Palier (0099-later) ; installez cette version ou une plus récente ; rien n’a été changé',
        en: 'the store was written by a newer version of Palier (0099-later); install that version or a newer one; nothing was changed',
      },
    });
    await drop();
  },
  60_000,
);
