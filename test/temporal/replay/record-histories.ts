/**
 * Plays every script of the examples on Temporal's server that skips time, and keeps the histories of
 * their runs in `test/histories/<version>`: whatever changes the workflow must be able to replay them.
 *
 * A run that came out as it lies there stays untouched: instants of the machine differ each time, and
 * cannot be rounded, since the workflow has counted with them. With `--check` nothing is played; it
 * names the scripts that have no history.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { openMemoryStore } from '../../../store/index.ts';
import { silentLog } from '../../../workers/telemetry/index.ts';
import { bundleWorkflows } from '../../../workers/temporal/bundle.ts';
import { searchAttributes } from '../../../workers/temporal/contract.ts';
import { installRuntime } from '../../../workers/temporal/index.ts';
import {
  bundleForReplay,
  isSameCourse,
  parseRun,
  type RecordedRun,
  recordedRun,
  replayRecorded,
  writeRelease,
  writeRun,
} from '../../../workers/temporal/replay/index.ts';
import { type ExampleScript, exampleRelease, exampleScripts } from '../../conformance/examples.ts';
import { withSegmentOf } from '../../conformance/simulated.ts';
import { playTemporal } from '../../conformance/temporal.ts';
import { startTimeSkipping } from '../servers.ts';
import { missingHistories } from './missing-histories.ts';

const root = join(import.meta.dirname, '../../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
};
const folder = join(root, 'test/histories', version);

if (process.argv.includes('--check')) check();
else await record(process.argv.slice(2));

function check(): void {
  const missing = missingHistories(folder);
  if (missing.length === 0) console.log('Every script of the examples has a history.');
  else {
    const names = missing.map((path) => `  ${path}\n`).join('');
    console.error(`No history of:\n${names}Run "npm run histories -- <flow>", or without a flow for all.`);
    process.exitCode = 1;
  }
}

async function record(flows: readonly string[]): Promise<void> {
  installRuntime(silentLog);
  const bundles = { played: await bundleWorkflows(), replayed: await bundleForReplay() };
  const scripts = exampleScripts().filter(({ flow }) => flows.length === 0 || flows.includes(flow));
  for (const one of scripts) {
    const said = await recordScript(one, bundles).then(
      (written) => (written.length === 0 ? 'as it was' : written.join(', ')),
      (error: unknown) => {
        process.exitCode = 1;
        return `FAILED: ${error instanceof Error ? error.message : error}`;
      },
    );
    console.log(`${one.flow} / ${one.name}: ${said}`);
  }
}

interface Bundles {
  readonly played: Awaited<ReturnType<typeof bundleWorkflows>>;
  readonly replayed: Awaited<ReturnType<typeof bundleForReplay>>;
}

/** Gives the names of the files that were written. */
async function recordScript(
  { flow, name, script }: ExampleScript,
  bundles: Bundles,
): Promise<readonly string[]> {
  const release = withSegmentOf(script, exampleRelease(flow));
  const { digest, policies } = release;
  const releases = [{ digest, flow: release.flow, policies }];
  const written: string[] = [];
  for (const { run, history } of await play({ flow, name, script }, bundles)) {
    const recorded = recordedRun({ run, history, releases }, `${name} ${run}`);
    const replayed = await replayRecorded(recorded, releases, bundles.replayed);
    if (replayed.difference !== null) throw new Error(`${flow} / ${name}: ${replayed.difference.what}`);
    const path = `${flow}/${name}/${run}`;
    const known = knownRun(path);
    if (known !== null && isSameCourse(known, replayed.run)) continue;
    writeRun(folder, path, replayed.run);
    written.push(run);
  }
  if (written.length > 0) {
    for (const one of releases) writeRelease(folder, `${flow}/${one.digest.slice(7, 19)}`, one);
  }
  return written;
}

function knownRun(path: string): RecordedRun | null {
  const file = join(folder, `${path}.history.json`);
  return existsSync(file) ? parseRun(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

async function play({ flow, script }: ExampleScript, { played: bundle }: Bundles) {
  const release = withSegmentOf(script, exampleRelease(flow));
  const env = await startTimeSkipping({ initialTime: '2025-01-01T00:00:00Z', searchAttributes });
  const store = await openMemoryStore();
  try {
    await playTemporal({ env, bundle, store, script, release });
    const client = new Client({ connection: env.connection });
    const runs = await store.db.selectFrom('run').select('id').orderBy('id').execute();
    const histories = [];
    for (const { id } of runs) {
      histories.push({ run: id, history: await client.workflow.getHandle(id).fetchHistory() });
    }
    return histories;
  } finally {
    await env.teardown();
    await store.close();
  }
}
