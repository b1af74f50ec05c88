/**
 * Writes the JSON Schemas in `generated/`, by which editors complete and document flows, workspaces,
 * segments and scripts. With `--check` it writes nothing and fails where a file is not up to date.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { documentSchemas } from '../schemas/json-schema.ts';

const folder = new URL('../generated/', import.meta.url);
const isCheck = process.argv.includes('--check');

await mkdir(folder, { recursive: true });
const stale: string[] = [];
for (const [name, schema] of Object.entries(documentSchemas())) {
  const file = new URL(`${name}.schema.json`, folder);
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  const present = await readFile(file, 'utf8').catch(() => null);
  if (present === text) continue;
  stale.push(file.pathname);
  if (!isCheck) await writeFile(file, text);
}

if (isCheck && stale.length > 0) {
  console.error(`Not up to date, run "npm run generate":\n${stale.join('\n')}`);
  process.exitCode = 1;
}
