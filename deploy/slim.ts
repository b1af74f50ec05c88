/**
 * Takes out of a `node_modules` what a running Palier never reads: `node deploy/slim.ts node_modules`. The
 * native core of Temporal's SDK comes for five platforms, 148 MB, of which an image has one; declarations of
 * types, source maps and the core's own sources are for those who write programs. Licences stay.
 */
import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [folder, platform = process.platform, arch = process.arch] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder: node deploy/slim.ts node_modules');

const core = join(folder, '@temporalio/core-bridge');
const architectures: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };
const systems: Readonly<Record<string, string>> = {
  linux: 'linux-gnu',
  darwin: 'apple-darwin',
  win32: 'windows',
};
const notRun = /\.(d\.[cm]?ts|[cm]?js\.map|tsbuildinfo)$|(^|\/)\.package-lock\.json$/;

const before = sizeOf(folder);
dropOtherPlatforms();
for (const name of ['sdk-core', 'bridge-macros', 'src', 'ts'])
  rmSync(join(core, name), { recursive: true, force: true });
for (const file of filesIn(folder)) if (notRun.test(file)) rmSync(file);
process.stdout.write(`${megabytes(before)} MB, now ${megabytes(sizeOf(folder))} MB\n`);

function dropOtherPlatforms(): void {
  const releases = join(core, 'releases');
  const own = readdirSync(releases).filter(
    (name) => name.startsWith(architectures[arch] ?? '?') && name.includes(systems[platform] ?? '?'),
  );
  if (own.length !== 1) throw new Error(`the SDK of Temporal has no core for ${platform} on ${arch}`);
  for (const name of readdirSync(releases)) {
    if (!own.includes(name)) rmSync(join(releases, name), { recursive: true });
  }
}

function filesIn(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function sizeOf(place: string): number {
  return filesIn(place).reduce((sum, file) => sum + lstatSync(file).size, 0);
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
