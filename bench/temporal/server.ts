import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAttributes } from '../../workers/temporal/contract.ts';
import { findTemporalCli, startDevServer } from '../../workers/temporal/dev-server/index.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';

/** A Temporal server of this process alone. */
export interface BenchServer {
  readonly place: TemporalPlace;
  stop(): Promise<void>;
}

/**
 * One partition a task queue: with four, as the development server has them, a task now and then lies two
 * seconds where nobody polls, on both sides, and drowns what is measured.
 */
const dynamicConfig = {
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
} as const;

/** A file system in memory, where there is one: the disk is not what is measured. */
const memory = '/dev/shm';

/** The development server as `palier start` starts it, on a folder that goes when it stops. */
export async function startServer(): Promise<BenchServer> {
  const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'palier-bench-temporal-'));
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const { env } = process;
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'palier');
  const { path: cli } = await findTemporalCli({ cache, env, say });
  const namespace = 'bench';
  const server = await startDevServer({
    ...{ cli, folder, namespace, searchAttributes, dynamicConfig, headless: true, say },
  });
  return {
    place: {
      ...{ address: server.address, namespace, taskQueuePrefix: 'bench' },
      ...{ tls: null, apiKey: null, encryption: null, deployment: null },
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
