/**
 * Rehearses every script of the examples and writes what comes of it beside it, as
 * `<case>.trace.jsonl`. With `--check` it writes nothing and fails where a trace is not what is there.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectedTraces } from '../server/cli/simulate/expected-traces.ts';
import { exampleWorkspace } from '../server/workspace/index.ts';

const isCheck = process.argv.includes('--check');
const folder = await exampleWorkspace();
const stale: string[] = [];
for (const { path, text } of await expectedTraces(folder)) {
  const file = join(folder, path);
  const present = await readFile(file, 'utf8').catch(() => null);
  if (present === text) continue;
  stale.push(path);
  if (!isCheck) await writeFile(file, text);
}

const names = stale.map((path) => `  ${path}\n`).join('');
if (stale.length === 0) console.log('Every trace is up to date.');
else if (!isCheck) console.log(`Written, read them before you commit:\n${names}`);
else {
  console.error(`Not what the flows do now; read what changed, then run "node scripts/traces.ts":\n${names}`);
  process.exitCode = 1;
}
