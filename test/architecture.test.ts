import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folders = ['schemas', 'engine', 'store', 'workers', 'server'] as const;

interface Source {
  readonly path: string;
  readonly imports: readonly string[];
  readonly text: string;
}

function sources(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => {
      const path = join(folder, file);
      const text = readFileSync(join(root, path), 'utf8');
      const found = text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g);
      const imports = [...found].map(([, target = '']) =>
        target.startsWith('.') ? relative(root, join(root, path, '..', target)) : target,
      );
      return { path, imports, text };
    });
}

const all = folders.flatMap(sources);
const importers = (target: RegExp) =>
  all.filter(({ imports }) => imports.some((one) => target.test(one))).map(({ path }) => path);

it('imports go upwards only', () => {
  const allowed: Readonly<Record<(typeof folders)[number], RegExp>> = {
    schemas: /^schemas\//,
    engine: /^(schemas|engine)\//,
    store: /^(schemas|engine|store)\//,
    workers: /^(schemas|engine|store|workers)\//,
    server: /^(schemas|engine|store|workers|server)\//,
  };

  const wrong = folders.flatMap((folder) =>
    sources(folder).flatMap(({ path, imports }) =>
      imports
        .filter((one) => /^(schemas|engine|store|workers|server|editor|test|bench|scripts)\//.test(one))
        .filter((one) => !allowed[folder].test(one))
        .map((one) => `${path} imports ${one}`),
    ),
  );

  expect(wrong).toEqual([]);
});

it('the reducer depends on nothing but the vocabulary’s types', () => {
  const wrong = sources('engine/run').flatMap(({ path, imports, text }) =>
    imports
      .filter((one) => !one.startsWith('engine/run/'))
      .filter((one) => !one.startsWith('schemas/') || !text.includes('import type'))
      .map((one) => `${path} imports ${one}`),
  );

  expect(wrong).toEqual([]);
});

it('only engine/rules/live.ts imports json-rules-engine', () => {
  expect(importers(/^json-rules-engine$/)).toEqual(['engine/rules/live.ts']);
});

it('only store contains SQL', () => {
  const outside = importers(/^(kysely|pg|@electric-sql\/pglite)(\/|$)/).filter(
    (path) => !path.startsWith('store/'),
  );

  expect(outside).toEqual([]);
});

it('only workers/temporal knows Temporal', () => {
  const outside = importers(/^@temporalio\//).filter((path) => !path.startsWith('workers/temporal/'));

  expect(outside).toEqual([]);
});

it('only server reads the environment', () => {
  const readers = all.filter(({ text }) => text.includes('process.env')).map(({ path }) => path);

  expect(readers.filter((path) => !path.startsWith('server/'))).toEqual([]);
});

it('the engine is pure: no clock, no randomness, no Node', () => {
  const wrong = sources('engine').filter(
    ({ text, imports }) =>
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(text) ||
      imports.some((one) => one.startsWith('node:')),
  );

  expect(wrong.map(({ path }) => path)).toEqual([]);
});

it('no file is longer than 500 lines', () => {
  const long = all.filter(({ text }) => text.split('\n').length > 500).map(({ path }) => path);

  expect(long).toEqual([]);
});
