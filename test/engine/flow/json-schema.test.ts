import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { Flow } from '../../../schemas/index.ts';
import { documentSchemas } from '../../../schemas/json-schema.ts';
import { broken } from '../../broken/index.ts';
import { sound } from '../../broken/sound.ts';

const schemas = documentSchemas();
const accepts = new Ajv({ strict: false, validateFormats: false }).compile(schemas.flow);

test.each(Object.keys(schemas) as (keyof typeof schemas)[])(
  'the schema of a %s lies in generated/ as it is made now',
  async (name) => {
    const file = new URL(`../../../generated/${name}.schema.json`, import.meta.url);

    const text = await readFile(file, 'utf8');

    expect(JSON.parse(text)).toEqual(schemas[name]);
  },
);

test('a sound flow fits the JSON Schema', () => {
  const fits = accepts(JSON.parse(sound));

  expect(accepts.errors).toBeNull();
  expect(fits).toBe(true);
});

describe('faults of shape are refused by the JSON Schema as by the program:', () => {
  const cases = broken.filter(({ shape }) => shape === true).map(({ what, text }) => [what, text] as const);

  test.each(cases)('%s', (_what, text) => {
    const document: unknown = JSON.parse(text);

    expect(Flow.safeParse(document).success).toBe(false);
    expect(accepts(document)).toBe(false);
  });
});

test('a fault in a step is told of its own kind alone', () => {
  const document: unknown = JSON.parse(sound.replace('"script": "appel",', ''));

  accepts(document);

  const missing = (accepts.errors ?? []).filter(({ keyword }) => keyword === 'required');
  expect(missing.map(({ instancePath, params }) => [instancePath, params.missingProperty])).toEqual([
    ['/steps/8', 'script'],
  ]);
});
