/**
 * A health check for a worker, which has no page: `node deploy/alive.ts <data folder>` ends with 0 while a
 * process holds the folder and has touched its lock lately. It does so every ten seconds; one that hangs does not.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';

const silentAfter = 35_000;
const [folder = '.'] = process.argv.slice(2);
const lock = statSync(join(folder, 'palier.lock'), { throwIfNoEntry: false });
const silence = lock === undefined ? null : Date.now() - lock.mtimeMs;

process.stdout.write(
  silence === null ? `nobody holds ${folder}\n` : `touched ${Math.round(silence / 1000)} s ago\n`,
);
process.exitCode = silence !== null && silence < silentAfter ? 0 : 1;
