/**
 * The Temporal server of a start: the one that the settings name, or the development server, which lives
 * as long as this process and keeps its data beside the store's.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { searchAttributes } from '../../workers/temporal/contract.ts';
import type { DevServer } from '../../workers/temporal/dev-server/index.ts';
import type { TemporalPlace, TemporalSettings } from '../../workers/temporal/settings.ts';
import { cacheFolder } from '../environment/cache-folder.ts';
import type { Words } from '../operations/refusal.ts';

/** Milliseconds before a development server that ended is started again: one that cannot live must not spin. */
const beforeRestart = 2_000;

/** One partition for each queue: with several, a task may lie for seconds in one that nobody asks just then. */
const dynamicConfig = {
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
} as const;

export interface OpenTemporal {
  readonly place: TemporalPlace;
  /** Where a person may look at the development server; null for a server of somebody else. */
  readonly page: string | null;
  close(): Promise<void>;
}

export interface TemporalOptions {
  readonly settings: TemporalSettings;
  readonly dataFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told what takes long, and that the development server ended by itself. */
  readonly say: (words: Words) => void;
}

/** @throws DevServerError where there is no address, and no development server either. */
export async function openTemporal(options: TemporalOptions): Promise<OpenTemporal> {
  const { settings } = options;
  const { address } = settings;
  if (address !== null) {
    return { place: { ...settings, address }, page: null, close: async () => {} };
  }
  const { findTemporalCli, startDevServer } = await import('../../workers/temporal/dev-server/index.ts');
  const { env } = options;
  const say = (text: string) => options.say({ fr: text, en: text });
  const { path } = await findTemporalCli({ cache: cacheFolder(env), env: { ...env }, say });
  const wanted = {
    ...{ cli: path, folder: join(options.dataFolder, 'temporal'), say },
    ...{ namespace: settings.namespace, searchAttributes, dynamicConfig },
  };
  let closed = false;
  let server = await startDevServer(wanted);
  const { address: own, port, uiPort, uiAddress } = server;
  /** Its data survive its end, and whoever is connected comes back to the same port. */
  const guard = ({ exited }: DevServer): void => {
    exited
      .then(async ({ asked }) => {
        if (asked || closed) return;
        options.say({
          fr: 'Le serveur de développement de Temporal s’est arrêté ; il est relancé.',
          en: 'The Temporal development server has ended; it is started again.',
        });
        await delay(beforeRestart);
        if (closed) return;
        server = await startDevServer({ ...wanted, port, ...(uiPort === null ? {} : { uiPort }) });
        if (closed) await server.stop();
        else guard(server);
      })
      .catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  };
  guard(server);
  return {
    place: { ...settings, address: own, tls: null, apiKey: null },
    page: uiAddress,
    close: async () => {
      closed = true;
      await server.stop();
    },
  };
}
