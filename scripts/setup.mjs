// Runs before `npm start` and `npm test`, on whatever Node is there: installs what the lockfile names
// when it is missing or older than the lockfile. Plain JavaScript without dependencies, because it
// comes before all of them. npm’s warnings are left out: they are about the Node of the machine, and the
// project brings its own.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.palier-lock');
const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
const installed = existsSync(stamp) && existsSync(join(root, 'node_modules', '.bin', 'node'));

if (!installed || readFileSync(stamp, 'utf8') !== lock) {
  console.log('Installing dependencies (once) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (result.status !== 0) {
    console.error('npm ci failed; see above. Palier needs access to an npm registry once.');
    process.exit(result.status ?? 1);
  }
  writeFileSync(stamp, lock);
}
