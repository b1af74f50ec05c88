/**
 * The long tests: the same files as in `npm test`, with all their cases. What came of it is written into
 * docs/reliability.md.
 *
 * `npm run soak` takes a night; `npm run soak -- year fuzz` takes these parts only, and
 * `npm run soak -- --share 0.01` a hundredth of the cases. The seeds of the killed processes can be taken in
 * portions: `npm run soak -- kill --share 0.5 --from 76` takes the second half of them.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from './postgres.mjs';
import { prepareTemporal } from './temporal.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const report = join(root, 'docs', 'reliability.md');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string', default: '1' }, from: { type: 'string', default: '1' } },
});
const share = Number(values.share);
if (!(share > 0 && share <= 1)) throw new Error(`--share is above 0 and at most 1, not ${values.share}`);

const many = (whole) => Math.max(1, Math.round(whole * share));
const stride = Math.round(1 / share);
const from = Number(values.from);
if (!Number.isInteger(from) || from < 1) throw new Error(`--from is the first seed, 1 or more, not ${from}`);
const to = from + many(150) - 1;
const killEnv = { KILL_SEEDS: `${from}-${to}` };

/** By name: what it is in words, where its tests lie, and the variables that say how many. */
const parts = {
  'crash-points': {
    says: `every ${stride === 1 ? '' : `${stride}th `}commit, fsync and provider call of 44 scripts, PGlite and PostgreSQL`,
    tests: ['--project', 'whole', 'test/crash-points'],
    env: { CRASH_POINTS_STRIDE: String(stride) },
  },
  year: {
    says: `${many(1_000)} made-up years`,
    tests: ['--project', 'whole', 'test/year'],
    env: { YEARS: String(many(1_000)), YEARS_SEED: String(Date.now() % 1_000_000) },
  },
  fuzz: {
    says: `${many(100_000)} cases each of flows, messages, imports and events`,
    tests: ['--project', 'whole', 'test/fuzz'],
    env: { FUZZ_CASES: String(many(100_000)) },
  },
  kill: {
    says: `kill -9 of palier start, seeds ${from} to ${to}, each 1,000 invoices and 2,000 emails`,
    tests: ['--project', 'integration', 'test/integration/crash/'],
    env: { ...killEnv, KILL_INVOICES: '1000' },
  },
  'kill-temporal': {
    says: `kill -9 of workers, Temporal's server and palier start, and connections cut, seeds ${from} to ${to}, each 300 invoices`,
    tests: ['--project', 'integration', 'test/integration/crash-temporal'],
    env: { ...killEnv, KILL_INVOICES_TEMPORAL: '300' },
  },
};

const chosen = positionals.length === 0 ? Object.keys(parts) : positionals;
for (const name of chosen) {
  if (!Object.hasOwn(parts, name))
    throw new Error(`there is no part ${name}; ${Object.keys(parts).join(', ')}`);
}

const temporal = await prepareTemporal()();
const postgres = await startPostgres();
const tools = { ...temporal.env, ...(postgres === null ? {} : { TEST_DATABASE_URL: postgres.url }) };
let failed = false;
for (const name of chosen) {
  const { says, tests, env } = parts[name];
  console.log(`\n— ${name}: ${says}`);
  const began = Date.now();
  const args = ['run', ...tests, '--testTimeout', String(24 * 3_600_000)];
  const { status } = spawnSync('vitest', args, {
    ...{ cwd: root, stdio: 'inherit' },
    env: { ...process.env, ...tools, ...env },
  });
  failed ||= status !== 0;
  note(name, says, status === 0, Date.now() - began);
}
await postgres?.stop();
for (const tool of temporal.missing) console.error(`NOT TESTED, because it is missing: ${tool}`);
process.exit(failed ? 1 : 0);

/** Writes one line of the table, in place of the one that stood there. */
function note(name, says, passed, milliseconds) {
  const day = new Date().toISOString().slice(0, 10);
  const time = `${Math.ceil(milliseconds / 60_000)} min on ${cpus().length} cores`;
  const portion = `${share === 1 ? '' : ` --share ${share}`}${from === 1 ? '' : ` --from ${from}`}`;
  const command = `npm run soak -- ${name}${portion}`;
  const line = `| ${says} | ${passed ? 'held' : '**broken**'} | ${day} | ${time} | \`${command}\` |`;
  const text = readFileSync(report, 'utf8');
  const start = from === 1 ? '' : ` --from ${from}`;
  const old = new RegExp(`^\\|.*\`npm run soak -- ${name}(?: --share [\\d.]+)?${start}\` \\|$`, 'm');
  writeFileSync(report, old.test(text) ? text.replace(old, () => line) : `${text.trimEnd()}\n${line}\n`);
}
