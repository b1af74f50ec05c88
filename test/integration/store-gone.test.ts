/**
 * Where `TEST_DATABASE_URL` names a PostgreSQL: what a running process does when its connections end, or
 * the server itself.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPostgres } from '../../scripts/postgres.mjs';
import { openStore, type Store, saveLogicalTime, verifyStore } from '../../store/index.ts';
import { startSmtp } from '../smtp/start.ts';
import { createDatabase } from '../store/fresh-database.ts';
import { answers, end, endAll, hasArrived, operate, startPalier, waitFor } from './crash/palier.ts';
import { fatesOf, readArrivals, readUncertain } from './crash/readings.ts';
import { fillStore, remindersEach, writeWorkspace } from './crash/scene.ts';
import { palier, startPalier as startHere } from './palier-process.ts';

const servers = process.env.TEST_DATABASE_URL === undefined ? [] : [process.env.TEST_DATABASE_URL];

for (const server of servers) {
  describe('a PostgreSQL that ends its connections', () => {
    it('is asked again; the process goes on, and a command beside it reads the same store', async () => {
      const database = await createDatabase(server);
      const env = { DATABASE_URL: database.url };
      const data = mkdtempSync(join(tmpdir(), 'palier-gone-'));
      const running = await startHere({ data, env });

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

const begins = Date.parse('2026-02-28T23:00:00Z');
const until = '2026-03-31';

/** True while a session waits for a lock that another one holds. */
async function isBlocked({ db }: Store): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity where wait_event_type = 'Lock'`.execute(db);
  return rows.length > 0;
}

describe.skipIf(servers.length === 0)('a PostgreSQL of its own', () => {
  const build = async (invoices: number) => {
    const postgres = await startPostgres({ keepsCommits: true });
    if (postgres === null) throw new Error('PostgreSQL is not there');
    onTestFinished(() => postgres.stop());
    const smtp = await startSmtp({ mode: 'delay-20' });
    onTestFinished(() => smtp.stop());
    const store = await openStore({ url: postgres.url });
    await fillStore(store, {
      ...{ invoices, customers: invoices, at: begins, issuedOn: '2026-02-01' },
      dueOn: (index) => `2026-03-0${2 + (index % 5)}`,
    });
    await saveLogicalTime(store.db, begins);
    const place = {
      workspace: writeWorkspace({ cap: 'none' }),
      data: mkdtempSync(join(tmpdir(), 'palier-failing-over-')),
      smtp: `smtp://127.0.0.1:${smtp.port}`,
      env: { DATABASE_URL: postgres.url },
    };
    onTestFinished(endAll);
    return { postgres, smtp, store, place, messages: invoices * remindersEach };
  };

  it('that crashes again and again while messages leave: the process goes on, each arrives once', async () => {
    const { postgres, smtp, store, place, messages } = await build(60);
    await store.close();
    const child = startPalier(place, until);
    for (const share of [0.2, 0.5, 0.8]) {
      await waitFor(child, async () => (await smtp.accepted()).length >= messages * share);
      await postgres.crash();
      await waitFor(child, async () => !(await answers(place)));
      await postgres.recover();
    }

    await waitFor(child, () => hasArrived(place, until));
    await waitFor(child, async () => (await smtp.accepted()).length >= messages);
    await end(child, 'SIGTERM');

    const after = await openStore({ url: postgres.url });
    const arrivals = [...(await readArrivals(after, await smtp.accepted())).values()];
    const doubts = await readUncertain(after);
    const faults = (await verifyStore(after.db)).filter(({ count }) => count > 0);
    await after.close();
    expect({ arrivals: arrivals.filter((count) => count !== 1), doubts, faults }).toEqual({
      ...{ arrivals: [], doubts: [], faults: [] },
    });
    expect(arrivals).toHaveLength(messages);
  });

  it('that comes back without its last commits while the process goes on: nothing is sent a second time', async () => {
    const { postgres, smtp, store, place, messages } = await build(100);
    await store.close();
    const child = startPalier(place, until);
    for (const [share, happens] of [
      [0.3, postgres.remember],
      [0.6, postgres.goBack],
    ] as const) {
      await waitFor(child, async () => (await smtp.accepted()).length >= messages * share);
      await postgres.crash();
      await waitFor(child, async () => !(await answers(place)));
      await happens();
      await postgres.recover();
    }
    await waitFor(child, () => hasArrived(place, until));
    const between = await openStore({ url: postgres.url });
    const uncertain = await readUncertain(between);
    for (const [delivery, fate] of fatesOf(uncertain, await smtp.accepted()))
      await operate(place, 'resolve', { delivery, fate });
    await end(child, 'SIGTERM');
    // What was held by its doubt leaves after the gap to what left at the end.
    const rest = startPalier(place, '2026-05-31');
    await waitFor(rest, () => hasArrived(place, '2026-05-31'));
    await end(rest, 'SIGTERM');

    const arrivals = [...(await readArrivals(between, await smtp.accepted())).values()];
    const faults = (await verifyStore(between.db)).filter(({ count }) => count > 0);
    await between.close();
    expect({ arrivals: arrivals.filter((count) => count !== 1), faults }).toEqual({
      arrivals: [],
      faults: [],
    });
    expect(arrivals).toHaveLength(messages);
    expect(uncertain.length).toBeGreaterThan(20);
  });

  it('a table of which somebody locks: the process waits, and does the rest when the lock is gone', async () => {
    const { smtp, store, place, messages } = await build(20);
    const child = startPalier(place, until);
    await waitFor(child, async () => (await smtp.accepted()).length >= messages / 3);
    const atLock = await store.db.transaction().execute(async (tx) => {
      await sql`lock table delivery in access exclusive mode`.execute(tx);
      await waitFor(child, () => isBlocked(store));
      return (await smtp.accepted()).length;
    });

    await waitFor(child, () => hasArrived(place, until));
    await waitFor(child, async () => (await smtp.accepted()).length >= messages);
    await end(child, 'SIGTERM');

    const arrivals = [...(await readArrivals(store, await smtp.accepted())).values()];
    await store.close();
    expect(atLock).toBeLessThan(messages);
    expect(arrivals.filter((count) => count !== 1)).toEqual([]);
    expect(arrivals).toHaveLength(messages);
  });
});

it('a PostgreSQL that does not answer at a start is named without its password', async () => {
  const data = mkdtempSync(join(tmpdir(), 'palier-nobody-'));
  const refused = await palier(['start', '--data', data], {
    DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x',
  });

  expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('DATABASE_URL, 127.0.0.1:1') });
  expect(refused.err).not.toContain('secret');
});
