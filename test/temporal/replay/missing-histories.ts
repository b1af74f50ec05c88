import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exampleScripts } from '../../conformance/examples.ts';

/** Scripts of the examples of which a version's folder holds no history: `flow/script`. */
export function missingHistories(folder: string): readonly string[] {
  return exampleScripts()
    .map(({ flow, name }) => `${flow}/${name}`)
    .filter((path) => !isRecorded(join(folder, path)));
}

function isRecorded(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((file) => file.endsWith('.history.json'));
}
