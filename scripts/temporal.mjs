/**
 * The programs of the tests' Temporal servers. `node scripts/temporal.mjs` fetches what is missing into
 * the user's cache (once, about three minutes) and prints the variables that name them to the tests.
 */
import { spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fetchTestTools, findTestTools } from '../test/temporal/tools/test-tools.ts';

const program = fileURLToPath(import.meta.url);

/**
 * Begins to fetch what is missing, in a process of its own and behind whatever else runs.
 *
 * @returns a function that waits for it and gives the variables that name the programs, and what is
 *   missing still.
 */
export function prepareTemporal() {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return async () => {
    await ended;
    return testVariables(await findTestTools());
  };
}

function testVariables({ cli, timeSkippingServer }) {
  const wanted = [
    ['TEST_TEMPORAL_CLI', cli, 'the Temporal CLI (Debian: apt-get install golang-go builds it)'],
    [
      'TEST_TEMPORAL_TIME_SKIPPING',
      timeSkippingServer,
      "Temporal's test server (Debian: apt-get install default-jdk-headless maven)",
    ],
  ];
  const there = wanted.filter(([, { path }]) => path !== null);
  const missing = wanted.filter(([, { path }]) => path === null);
  return {
    env: Object.fromEntries(there.map(([name, { path }]) => [name, path])),
    missing: missing.map(([, , what]) => what),
  };
}

if (process.argv[1] === program) {
  // The tests have time limits, a build has none.
  setPriority(19);
  const tools = await fetchTestTools((text) => console.error(text));
  for (const [name, path] of Object.entries(testVariables(tools).env)) console.log(`${name}=${path}`);
  for (const { reason } of Object.values(tools)) {
    if (reason === null) continue;
    console.error(reason);
    process.exitCode = 1;
  }
}
