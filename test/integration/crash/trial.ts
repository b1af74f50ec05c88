/** Ladders of two emails for many invoices, run by the real process under a trial clock. */
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store, saveLogicalTime } from '../../../store/index.ts';
import { type SmtpServer, startSmtp } from '../../smtp/start.ts';
import { builtProgram } from '../built-program.ts';
import { end, hasArrived, operate, type Place, startPalier, waitFor } from './palier.ts';
import type { fatesOf } from './readings.ts';
import { fillStore, writeWorkspace } from './scene.ts';

/** Days by which every first reminder, and every reminder, has left. */
export const first = '2026-05-15';
export const second = '2026-07-31';
/** 1 March 2026, midnight in Paris; every invoice falls due on one of the days after it. */
const begins = Date.parse('2026-02-28T23:00:00Z');

export async function withStore<T>(
  { data }: Pick<Place, 'data'>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore({ dataDir: data });
  return work(store).finally(() => store.close());
}

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'palier-crash-data-')), 'data');

interface Trial {
  readonly place: Place;
  readonly smtp: SmtpServer;
}

export interface Trials {
  /** A trial on a copy of the filled store, with a mail server of its own. */
  build(): Promise<Trial>;
  /** Stops the mail servers. */
  stop(): Promise<unknown>;
}

/** @throws Error where the program is not built. */
export async function createTrials(invoices: number): Promise<Trials> {
  if (!existsSync(builtProgram)) throw new Error('the program is not built: tsc -b');
  const workspace = writeWorkspace({ cap: { atMost: 3, per: '7 days' } });
  const filled = newFolder();
  await withStore({ data: filled }, async (store) => {
    await fillStore(store, {
      ...{ invoices, customers: Math.ceil(invoices / 3), at: begins, issuedOn: '2026-02-01' },
      dueOn: (index) => `2026-03-${String(2 + (index % 5)).padStart(2, '0')}`,
    });
    await saveLogicalTime(store.db, begins);
  });
  const servers: SmtpServer[] = [];
  return {
    async build() {
      const smtp = await startSmtp({ mode: 'delay-4' });
      servers.push(smtp);
      const data = newFolder();
      cpSync(filled, data, { recursive: true });
      return {
        smtp,
        place: { workspace, data, smtp: `smtp://127.0.0.1:${smtp.port}`, program: builtProgram },
      };
    },
    stop: () => Promise.all(servers.splice(0).map((server) => server.stop())),
  };
}

export async function finish(place: Place, until: string): Promise<void> {
  const child = startPalier(place, until);
  await waitFor(child, () => hasArrived(place, until));
  await end(child, 'SIGTERM');
}

/** Asks for operations while the process runs, as a person would. */
export async function askAll(
  place: Place,
  questions: readonly (readonly [operation: string, input: object])[],
): Promise<void> {
  const child = startPalier(place, first);
  await waitFor(child, () => hasArrived(place, first));
  for (const [operation, input] of questions) await operate(place, operation, input);
  await end(child, 'SIGTERM');
}

/** Says what is known of each uncertain message. */
export function resolveAll(place: Place, fates: ReturnType<typeof fatesOf>): Promise<void> {
  return askAll(
    place,
    fates.map(([delivery, fate]) => ['resolve', { delivery, fate }]),
  );
}

/** Runs until a number of messages has left, and is killed. */
export async function runAndDie({ place, smtp }: Trial, messages: number): Promise<void> {
  const child = startPalier(place, first);
  await waitFor(child, async () => (await smtp.accepted()).length >= messages);
  await end(child, 'SIGKILL');
}
