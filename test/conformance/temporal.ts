/**
 * Plays a script on the Temporal driver, on a server that skips time: from one due instant or event of
 * the script to the next. Before time moves on, the store must say that everything due is done.
 */

import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundleOption } from '@temporalio/worker';
import { sql } from 'kysely';
import type { Release, Script } from '../../schemas/index.ts';
import type { Store } from '../../store/index.ts';
import { queueNames, stateQuery } from '../../workers/temporal/contract.ts';
import { createDataConverter } from '../../workers/temporal/data-converter.ts';
import { createServedClock, createTemporal } from '../../workers/temporal/index.ts';
import { planFrom } from '../../workers/temporal/plan-from.ts';
import type { ServedClock } from '../../workers/temporal/served-clock.ts';
import type { EncryptionKeys } from '../../workers/temporal/settings.ts';
import { type Happening, type Played, setStage } from './stage.ts';

export interface TemporalCast {
  readonly env: TestWorkflowEnvironment;
  readonly bundle: WorkflowBundleOption;
  readonly store: Store;
  readonly script: Script;
  readonly release: Release;
  readonly encryption?: EncryptionKeys;
}

/** The script's first instant: where the server's clock must begin. */
export async function playTemporal(cast: TemporalCast): Promise<Played> {
  const { env, bundle, store, script, release, encryption = null } = cast;
  const clock = createServedClock({ now: () => 0, sleepUntil: async () => {} });
  const { happenings, until, carrier, journalPath, heads, faults, end } = await setStage({
    ...{ store, script, release, engine: 'temporal', clockOf: () => clock },
  });
  const driver = createTemporal({
    ...{ carrier, clock, journalPath, heads, only: null, alone: true, bundle },
    place: { ...placeOf(env), encryption },
    ...{ queues: queueNames, rates: {}, relays: true },
  });
  const dataConverter = createDataConverter({ planOf: planFrom(carrier), encryption });
  const { connection, namespace = 'default' } = env;
  const client = new Client({ connection, namespace, dataConverter });
  await driver.start();
  try {
    await play({ env, client, store, clock, happenings, until, nudge: driver.nudge });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}; faults: ${faults.join('; ')}`);
  } finally {
    await driver.stop();
  }
  return end();
}

export function placeOf(env: TestWorkflowEnvironment) {
  return {
    address: env.address,
    namespace: env.namespace ?? 'default',
    ...{ tls: null, apiKey: null, encryption: null, deployment: null, taskQueuePrefix: 'palier' },
  };
}

interface Play {
  readonly env: TestWorkflowEnvironment;
  readonly client: Client;
  readonly store: Store;
  readonly clock: ServedClock;
  readonly happenings: readonly Happening[];
  readonly until: number;
  readonly nudge: () => void;
}

async function play({ env, client, store, clock, happenings, until, nudge }: Play): Promise<void> {
  const left = [...happenings];
  for (;;) {
    const [happening] = left;
    const wake = await earliestWake(store);
    const next = Math.min(happening?.at ?? Number.POSITIVE_INFINITY, wake);
    if (next > until) return;
    const now = await env.currentTimeMs();
    if (next > now) await env.sleep(next - now);
    clock.hear(next);
    if (happening !== undefined && happening.at <= wake) {
      left.shift();
      await happening.act();
    }
    nudge();
    await rest(client, store, clock.now());
  }
}

/** The earliest wake-up of a run under way. */
async function earliestWake({ db }: Store): Promise<number> {
  const { rows } = await sql<{ wake: number | null }>`
    select min(wake_at) as wake from run where status = 'running'`.execute(db);
  return rows[0]?.wake ?? Number.POSITIVE_INFINITY;
}

const patience = 10_000;

/**
 * Waits, in real time, until nothing that is due is undone: in the store, and in workflows, which answer
 * a question only after all that they were told.
 */
async function rest(client: Client, store: Store, now: number): Promise<void> {
  const end = Date.now() + patience;
  for (let asked = false; ; ) {
    const undone = await undoneIn(store, now);
    if (undone.length === 0 && asked) return;
    if (undone.length === 0) {
      const running = await store.db.selectFrom('run').select('id').where('status', '=', 'running').execute();
      await Promise.all(running.map(({ id }) => client.workflow.getHandle(id).query(stateQuery)));
    } else {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    asked = undone.length === 0;
    if (Date.now() > end) throw new Error(`never at rest: ${JSON.stringify(undone)}`);
  }
}

interface Undone {
  readonly what: string;
  readonly count: number;
}

async function undoneIn({ db }: Store, now: number): Promise<readonly Undone[]> {
  const { rows } = await sql<Undone>`
    select 'facts' as what, count(*) as count from outbox where relayed_at is null
    union all select 'invoices', count(*) from invoice i where open > 0 and written_off_at is null
      and not exists (select 1 from run r where r.invoice_id = i.id
        and not (r.status = 'finished' and r.outcome in ('paid', 'credited')))
      and not exists (select 1 from no_flow n where n.invoice_id = i.id)
    union all select 'events', count(*) from inbox i join run r on r.id = i.run_id
      where i.consumed_at is null and r.status = 'running'
    union all select 'beginnings', count(*) from run where status = 'running' and fence is null
    union all select 'wakes', count(*) from run where status = 'running' and wake_at <= ${now}
    union all select 'requests', count(*) from request where status in ('asked', 'sending')
    union all select 'turns', count(*) from run where status = 'running' and state->'open'->>'status' = 'asked'`.execute(
    db,
  );
  return rows.filter(({ count }) => count > 0);
}
