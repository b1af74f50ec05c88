import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));

/** A copy of the example workspace that a test may spoil. */
export function copyExamples() {
  const folder = mkdtempSync(join(tmpdir(), 'palier-workspace-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(examples, folder, { recursive: true });
  return {
    folder,
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    write: (path: string, text: string | Uint8Array) => writeFileSync(join(folder, path), text),
    replace(path: string, from: string, to: string) {
      const text = readFileSync(join(folder, path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
      writeFileSync(join(folder, path), text.replace(from, to));
    },
  };
}
