/**
 * Everything that drives and sends, as processes of their own: Temporal's dev server on a file and the line
 * to it, `palier start` without workers, two workers, an SMTP server; the store is a database of its own.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../../store/index.ts';
import { searchAttributes } from '../../../workers/temporal/contract.ts';
import { type DevServer, startDevServer } from '../../../workers/temporal/dev-server/index.ts';
import type { TemporalPlace } from '../../../workers/temporal/settings.ts';
import { type SmtpServer, startSmtp } from '../../smtp/start.ts';
import { createDatabase } from '../../store/fresh-database.ts';
import { BreakableLine } from '../../temporal/breakable-line.ts';
import { builtProgram } from '../built-program.ts';
import { answers, end, hasSaid, type Place, spawnPalier, waitFor } from '../crash/palier.ts';
import { fillStore, remindersEach, writeWorkspace } from '../crash/scene.ts';
import { cli, databaseUrl } from './tools.ts';

export const workers = ['first', 'second'] as const;
type Process = (typeof workers)[number] | 'start';
/** The connection is the one that all of ours have to Temporal. */
export type Victim = Process | 'temporal' | 'connection';

export interface World {
  readonly place: Place;
  readonly store: Store;
  readonly smtp: SmtpServer;
  readonly temporal: () => DevServer;
  /** Where a process of ours keeps its data. */
  readonly dataOf: (victim: Victim) => string;
  /** How many reminders there are to send. */
  readonly messages: number;
  /** Starts everything and waits until it is at work. */
  start(): Promise<void>;
  /** Waits until the process is at work, so that its end is one in the middle of it. */
  atWork(victim: Victim): Promise<void>;
  kill(victim: Victim): Promise<void>;
  /** Starts it again on its data; does not wait until it is at work. */
  revive(victim: Victim): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly invoices: number;
  readonly customers: number;
  /** How long the mail server takes to answer for a message that it has, in milliseconds. */
  readonly mailDelay: number;
  /** Due date of all invoices; long ago where absent. */
  readonly dueOn?: string;
}

const namespace = 'palier';

/** Where the processes of a world find their server. */
export function serverOf({ address }: DevServer): TemporalPlace {
  return {
    ...{ address, namespace, taskQueuePrefix: 'palier' },
    ...{ tls: null, apiKey: null, encryption: null, deployment: null },
  };
}

export async function buildWorld(options: WorldOptions): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'palier-crash-temporal-'));
  const database = await createDatabase(databaseUrl);
  const smtp = await startSmtp({ mode: `delay-${options.mailDelay}` });
  const serverSettings = {
    ...{ cli, folder: join(folder, 'temporal'), namespace, searchAttributes },
    ...{ headless: true, say: () => {} },
  };
  let temporal = await startDevServer(serverSettings);
  const line = await BreakableLine.lay(temporal.address);
  const place: Place = {
    program: builtProgram,
    // Everything is overdue and nothing has to wait: the messages leave one after the other.
    workspace: writeWorkspace({ window: 'always', slot: 'none', cap: 'none', minimumGap: '0 days' }),
    data: join(folder, 'start'),
    smtp: `smtp://127.0.0.1:${smtp.port}`,
    env: {
      ...{ DATABASE_URL: database.url, PALIER_ENGINE: 'temporal' },
      ...{ TEMPORAL_ADDRESS: line.address, TEMPORAL_NAMESPACE: namespace },
    },
  };
  await fillStore(database.store, {
    ...{ invoices: options.invoices, customers: options.customers, at: Date.now() },
    ...{ issuedOn: '2025-01-01', dueOn: () => options.dueOn ?? '2025-02-01' },
  });
  const children = new Map<Process, ChildProcess>();

  const dataOf = (name: Victim) => join(folder, name);

  function spawn(name: Process): void {
    const child =
      name === 'start'
        ? spawnPalier(place, 'start', '--workers', 'none')
        : spawnPalier({ ...place, data: dataOf(name) }, 'worker');
    children.set(name, child);
  }

  function childOf(name: Process): ChildProcess {
    const child = children.get(name);
    if (child === undefined) throw new Error(`${name} was never started`);
    return child;
  }

  async function atWork(victim: Victim): Promise<void> {
    if (victim === 'temporal' || victim === 'connection') return;
    const child = childOf(victim);
    await waitFor(child, () => (victim === 'start' ? answers(place) : hasSaid(child, 'At work')));
  }

  return {
    ...{ place, store: database.store, smtp, atWork, dataOf },
    messages: options.invoices * remindersEach,
    temporal: () => temporal,
    async start() {
      for (const name of ['start', ...workers] as const) spawn(name);
      for (const name of ['start', ...workers] as const) await atWork(name);
    },
    async kill(victim) {
      if (victim === 'connection') return line.become('cut');
      if (victim !== 'temporal') return end(childOf(victim), 'SIGKILL');
      process.kill(temporal.pid, 'SIGKILL');
      await temporal.exited;
    },
    async revive(victim) {
      if (victim === 'connection') return line.become('whole');
      if (victim === 'temporal') {
        temporal = await startDevServer({ ...serverSettings, port: temporal.port });
      } else spawn(victim);
    },
    async close() {
      for (const child of children.values()) if (child.exitCode === null) child.kill('SIGKILL');
      line.close();
      await temporal.stop();
      await smtp.stop();
      await database.drop();
    },
  };
}
