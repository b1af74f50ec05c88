import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../../dist');
const bundle = join(dist, 'workers/temporal/workflow-bundle.js');

/** What users install: from sources each start of a worker would bundle the workflow for seconds. */
export const builtProgram = join(dist, 'server/main.js');

/** Leaves the workflow bundle in the build, and gives what takes it away again where there was none. */
export function shipBundle(): () => void {
  const was = existsSync(bundle);
  execFileSync(process.execPath, [join(dist, 'workers/temporal/ship-bundle.js')]);
  return () => {
    if (!was) rmSync(bundle, { force: true });
  };
}
