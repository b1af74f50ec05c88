// Starts what `compose.yaml` names without images, and drives an invoice through it; see
// test/deploy/rehearsal. TEST_TEMPORAL_CLI names the Temporal CLI, which is looked for where it is absent.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rehearse } from '../test/deploy/rehearsal/rehearse.ts';
import { findTestTools } from '../test/temporal/tools/test-tools.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { cli } = await findTestTools();
const temporal = process.env.TEST_TEMPORAL_CLI ?? cli.path;

if (temporal === null) {
  console.error(`${cli.reason}\nnode scripts/temporal.mjs fetches the Temporal CLI`);
  process.exitCode = 1;
} else if (spawnSync('tsc', ['-b'], { cwd: root, stdio: 'inherit' }).status !== 0) {
  process.exitCode = 1;
} else {
  await rehearse({ tools: { temporal }, say: (text) => console.log(text) });
}
