/**
 * Temporal's servers for tests. `npm test` names their executables in `TEST_TEMPORAL_CLI` and
 * `TEST_TEMPORAL_TIME_SKIPPING`; a test file that is run by hand finds them where
 * `node scripts/temporal.mjs` keeps them.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { type AttributeType, typeCodes } from '../../workers/temporal/prepare-namespace.ts';
import { findTestTools, type TestTools } from './tools/test-tools.ts';

export interface TimeSkippingOptions {
  /** Where the server's clock begins; today where it is absent. */
  readonly initialTime?: string;
  /** This server cannot be asked which ones it has, and only wants to be told. */
  readonly searchAttributes?: Readonly<Record<string, AttributeType>>;
}

export interface LocalOptions {
  readonly namespace?: string;
  readonly searchAttributes?: Readonly<Record<string, AttributeType>>;
  readonly dynamicConfig?: Readonly<Record<string, string | number | boolean>>;
  /** Keeps the data in this file; in memory where it is absent. */
  readonly dbFilename?: string;
  readonly port?: number;
}

/**
 * A server whose clock stands at the first instant, save for the time that really passes, until a test
 * moves it. `sleep` of the environment moves it exactly, stopping at every timer and activity on the way.
 *
 * Await results with a client of your own (`new Client({ connection: env.connection })`): the
 * environment's lets time run meanwhile, and when the run has ended the clock leaps on to whatever timer
 * is left over, ten years for an activity's limit. Two such results at once stall the server.
 *
 * No workflow lives longer than ten years there; search attributes must be registered; listing runs and
 * worker versions are not to be had. The whole server has all of it.
 */
export async function startTimeSkipping({
  initialTime,
  searchAttributes = {},
}: TimeSkippingOptions = {}): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: await timeSkippingPath() } as const;
  const extraArgs = initialTime === undefined ? [] : [`--initial-time=${Date.parse(initialTime)}`];
  const env = await patiently(() =>
    TestWorkflowEnvironment.createTimeSkipping({ server: { executable, extraArgs } }),
  );
  const codes = Object.entries(searchAttributes).map(([name, type]) => [name, typeCodes[type]]);
  if (codes.length > 0) {
    await env.connection.operatorService.addSearchAttributes({
      namespace: env.namespace ?? 'default',
      searchAttributes: Object.fromEntries(codes),
    });
  }
  return env;
}

/** The whole server, on the real clock. */
export async function startLocal(options: LocalOptions = {}): Promise<TestWorkflowEnvironment> {
  const { searchAttributes = {}, dynamicConfig = {}, ...server } = options;
  const executable = { type: 'existing-path', path: await cliPath() } as const;
  const extraArgs = [
    ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
  return patiently(() =>
    TestWorkflowEnvironment.createLocal({ server: { ...server, executable, extraArgs } }),
  );
}

/** The `temporal` program. */
export async function cliPath(): Promise<string> {
  return process.env.TEST_TEMPORAL_CLI || pathOf('cli');
}

async function timeSkippingPath(): Promise<string> {
  return process.env.TEST_TEMPORAL_TIME_SKIPPING || pathOf('timeSkippingServer');
}

async function pathOf(name: keyof TestTools): Promise<string> {
  const tool = (await findTestTools())[name];
  if (tool.path !== null) return tool.path;
  throw new Error(`This test needs a Temporal server; run node scripts/temporal.mjs once. ${tool.reason}`);
}

/** The SDK waits five seconds for a server, which a busy machine may need for the start alone. */
async function patiently(
  start: () => Promise<TestWorkflowEnvironment>,
  attempts = 12,
): Promise<TestWorkflowEnvironment> {
  try {
    return await start();
  } catch (error) {
    if (attempts === 1) throw error;
    return patiently(start, attempts - 1);
  }
}
