// The README's test command: everything that must hold, in order, with the tools that it needs. What is
// not on this machine is named loudly; in CI (the variable CI is set) that is a failure.
import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './postgres.mjs';
import { prepareTemporal } from './temporal.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const missing = [];

function run(name, command, args, env = {}) {
  console.log(`\n— ${name}`);
  const began = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return status === 0;
}

/** Runs a step beside others: both of them mostly wait for servers. What it says comes at its end. */
function runBeside(name, command, args, env) {
  const began = Date.now();
  const said = [];
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env } });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (status) => {
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      process.stdout.write(`\n— ${name}\n${Buffer.concat(said)}`);
      console.log(`${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
      resolve(status === 0);
    });
  });
}

/** Steps that need no server of Temporal's; these are being fetched meanwhile. */
const steps = (env) => [
  () => run('types', 'tsc', ['-b']),
  () => run('lint', 'biome', ['check', '--error-on-warnings', '.']),
  () => run('unused code', 'knip', []),
  () => run('generated files', 'node', ['scripts/generate.ts', '--check']),
  () => run('tests', 'vitest', ['run', '--project', 'fast', '--project', 'whole'], env),
];

const project = (name) => ['run', '--project', name];
const onTemporal = (env) => runBeside('tests on Temporal', 'vitest', project('temporal'), env);
const integration = (env) => runBeside('integration tests', 'vitest', project('integration'), env);

const temporal = prepareTemporal();
const postgres = await startPostgres().catch((error) => {
  console.error(`PostgreSQL did not start: ${error.message}`);
  return null;
});
if (postgres === null) missing.push('PostgreSQL 15 or newer (Debian: apt-get install postgresql)');
const env = postgres === null ? {} : { TEST_DATABASE_URL: postgres.url };

let failed = steps(env).filter((step) => !step()).length;
const fetched = await temporal();
missing.push(...fetched.missing);
const all = { ...env, ...fetched.env };
const beside = [integration(all), ...(fetched.missing.length === 0 ? [onTemporal(all)] : [])];
failed += (await Promise.all(beside)).filter((passed) => !passed).length;
await postgres?.stop();

for (const tool of missing) console.error(`\nNOT TESTED, because it is missing: ${tool}`);
if (failed > 0 || (missing.length > 0 && process.env.CI !== undefined)) process.exit(1);
