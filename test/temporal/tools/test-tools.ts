/**
 * The programs of the tests' Temporal servers: the CLI with its dev server, and the test server that
 * skips time. They are kept in the user's cache, where a second run and Palier itself find them.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findTemporalCli, installed } from '../../../workers/temporal/dev-server/index.ts';
import { cachedTimeSkippingServer, fetchTimeSkippingServer } from './time-skipping-server.ts';

/** The path of an executable, or why there is none. */
export type TestTool =
  | { readonly path: string; readonly reason: null }
  | { readonly path: null; readonly reason: string };

export interface TestTools {
  readonly cli: TestTool;
  readonly timeSkippingServer: TestTool;
}

const { env } = process;
const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'palier');

/** What is on this machine already. */
export async function findTestTools(): Promise<TestTools> {
  return {
    cli: await tool(async () => (await findTemporalCli({ cache, env, say: () => {}, ways: installed })).path),
    timeSkippingServer: await tool(() => cachedTimeSkippingServer(cache)),
  };
}

/** Fetches what is missing: once, about three minutes. */
export async function fetchTestTools(say: (text: string) => void): Promise<TestTools> {
  const [cli, timeSkippingServer] = await Promise.all([
    tool(async () => (await findTemporalCli({ cache, env, say })).path),
    tool(() => cachedTimeSkippingServer(cache).catch(() => fetchTimeSkippingServer(cache))),
  ]);
  return { cli, timeSkippingServer };
}

async function tool(find: () => Promise<string>): Promise<TestTool> {
  try {
    return { path: await find(), reason: null };
  } catch (error) {
    return { path: null, reason: error instanceof Error ? error.message : String(error) };
  }
}
