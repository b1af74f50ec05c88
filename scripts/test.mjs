// The README's test command: everything that must hold, in order, with the tools that it needs. What is
// not on this machine is named loudly; in CI (the variable CI is set) that is a failure. What failed is
// said again at the end.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './postgres.mjs';
import { prepareTemporal } from './temporal.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Of each step that failed, at the end: what a page of a terminal shows. */
const linesAgain = 50;
const ended = [];

/** Runs a step. One beside others says what it has to say at its end. */
function run(name, command, args, { env = {}, isBeside = false } = {}) {
  const began = Date.now();
  const said = [];
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...colours, ...env } });
  if (!isBeside) console.log(`\n— ${name}`);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said.push(chunk);
      if (!isBeside) process.stdout.write(chunk);
    });
  }
  return new Promise((resolve) => {
    const end = (passed) => {
      const text = Buffer.concat(said).toString();
      if (isBeside) process.stdout.write(`\n— ${name}\n${text}`);
      const step = { name, passed, text, seconds: ((Date.now() - began) / 1000).toFixed(1) };
      console.log(verdict(step));
      ended.push(step);
      resolve();
    };
    child.once('error', ({ message }) => said.push(Buffer.from(`${message}\n`)));
    child.once('close', (status) => end(status === 0));
  });
}

/** From where the tests say which of them failed, otherwise the end. */
function whyOf(text) {
  const lines = text.trimEnd().split('\n');
  const summary = lines.findIndex((line) => /Failed (Tests|Suites) \d/.test(line));
  if (summary === -1) return lines.slice(-linesAgain).join('\n');
  return lines.slice(summary, summary + linesAgain).join('\n');
}

const verdict = ({ name, passed, seconds }) => `${name}: ${passed ? 'ok' : 'FAILED'} (${seconds} s)`;

/** Runs projects of the tests, with a temporary folder of their own that goes with them. */
async function runTests(name, projects, { env, isBeside = false }) {
  const folder = mkdtempSync(join(tmpdir(), 'palier-test-'));
  // A PostgreSQL in it belongs to another user.
  chmodSync(folder, 0o755);
  const chosen = projects.flatMap((project) => ['--project', project]);
  await run(name, 'vitest', ['run', ...chosen], { env: { ...env, TMPDIR: folder }, isBeside });
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    console.error(`${folder} stays: ${error.message}`);
  }
}

const temporal = prepareTemporal();
const missing = [];
const postgres = await startPostgres().catch((error) => {
  console.error(`PostgreSQL did not start: ${error.message}`);
  return null;
});
if (postgres === null) missing.push('PostgreSQL 15 or newer (Debian: apt-get install postgresql)');
const env = postgres === null ? {} : { TEST_DATABASE_URL: postgres.url };

// The programs of Temporal's servers are being fetched meanwhile.
await run('types', 'tsc', ['-b']);
await run('lint', 'biome', ['check', '--error-on-warnings', '.']);
await run('unused code', 'knip', []);
await run('generated files', 'node', ['scripts/generate.ts', '--check']);
await runTests('tests', ['fast', 'whole'], { env });

const fetched = await temporal();
missing.push(...fetched.missing);
// Side by side: both of them mostly wait for servers.
const beside = { env: { ...env, ...fetched.env }, isBeside: true };
await Promise.all([
  runTests('integration tests', ['integration'], beside),
  ...(fetched.missing.length === 0 ? [runTests('tests on Temporal', ['temporal'], beside)] : []),
]);
await postgres?.stop();

const failed = ended.filter(({ passed }) => !passed);
for (const { name, text } of failed) console.log(`\n— ${name} FAILED\n${whyOf(text)}`);
console.log(`\n${ended.map(verdict).join('\n')}`);
for (const tool of missing) console.error(`\nNOT TESTED, because it is missing: ${tool}`);
if (failed.length > 0 || (missing.length > 0 && process.env.CI !== undefined)) process.exit(1);
