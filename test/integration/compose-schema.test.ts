/** Compose reads `compose.yaml`: its own schema accepts it, and so does its program where there is one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { findComposeSchema } from '../deploy/compose-schema.ts';
import { parseCompose, root } from '../deploy/composition.ts';

const text = readFileSync(join(root, 'compose.yaml'), 'utf8');
const { schema, reason } = await findComposeSchema();
const hasProgram = spawnSync('docker', ['compose', 'version']).status === 0;

describe('the schema of compose files', () => {
  it('is there where everything must be tested', () => {
    if (reason !== null) console.warn(`NOT TESTED: ${reason}`);

    expect(process.env.CI === undefined ? null : reason).toBeNull();
  });

  it.skipIf(schema === null)('accepts ours', () => {
    expect(faultsOf(parseCompose(text))).toEqual([]);
  });

  it.skipIf(schema === null)('refuses what it does not know', () => {
    const changed = text.replace('    healthcheck:', '    health_check:');

    expect(faultsOf(parseCompose(changed))).not.toEqual([]);
  });
});

it.skipIf(!hasProgram)('the program reads it', () => {
  const read = () => execFileSync('docker', ['compose', 'config', '--quiet'], { cwd: root, stdio: 'pipe' });

  expect(read).not.toThrow();
});

function faultsOf(document: unknown): readonly unknown[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(schema ?? false);
  return validate(document) ? [] : (validate.errors ?? []);
}
