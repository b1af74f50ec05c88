/** Where `TEST_DATABASE_URL` names a PostgreSQL: what a running process does when its connections end. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../store/fresh-database.ts';
import { palier, startPalier } from './palier-process.ts';

const servers = process.env.TEST_DATABASE_URL === undefined ? [] : [process.env.TEST_DATABASE_URL];

for (const server of servers) {
  describe('a PostgreSQL that ends its connections', () => {
    it('is asked again; the process goes on, and a command beside it reads the same store', async () => {
      const database = await createDatabase(server);
      const env = { DATABASE_URL: database.url };
      const data = mkdtempSync(join(tmpdir(), 'palier-gone-'));
      const running = await startPalier({ data, env });

      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`.execute(database.store.db);
      const answer = await palier(['doctor', '--data', data], env);
      const beside = await palier(
        ['runs', '--json', '--data', mkdtempSync(join(tmpdir(), 'palier-beside-'))],
        env,
      );

      expect({
        exit: running.child.exitCode,
        said: running.child.exitCode === null ? '' : running.said(),
      }).toEqual({ exit: null, said: '' });
      expect(answer.out).toContain('PostgreSQL');
      expect(JSON.parse(beside.out)).toMatchObject({ steps: expect.arrayContaining([]) });
      expect(await running.stop()).toBe(0);
      await database.drop();
    });
  });
}

it('a PostgreSQL that does not answer at a start is named without its password', async () => {
  const data = mkdtempSync(join(tmpdir(), 'palier-nobody-'));
  const refused = await palier(['start', '--data', data], {
    DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x',
  });

  expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('DATABASE_URL, 127.0.0.1:1') });
  expect(refused.err).not.toContain('secret');
});
