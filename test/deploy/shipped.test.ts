/** What is shipped runs on the dependencies alone: the image installs no other package. */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './composition.ts';

const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const ignored = readFileSync(join(root, '.dockerignore'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const folders = ['schemas', 'engine', 'store', 'workers', 'server', 'deploy'];

const imports = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .flatMap((file) => {
      const path = join(folder, file);
      const text = readFileSync(join(root, path), 'utf8');
      const statements = text.matchAll(/^(?:import|export) (?!type )(?:[\w{},*\s]+ from )?'([^'.][^']*)'/gm);
      const calls = text.matchAll(/\bimport\('([^'.][^']*)'\)/g);
      return [...statements, ...calls].map(({ 1: name = '' }) => ({ path, name }));
    }),
);

it('imports built-in modules and dependencies only', () => {
  const packageOf = (name: string) =>
    name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/');

  const missing = imports.filter(({ name }) => !isBuiltin(name) && !(packageOf(name) in dependencies));

  expect(imports.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

it('whatever the Dockerfile copies is let through to it', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(({ 1: sources = '' }) =>
    sources.split(' ').map((source) => source.split('/')[0] ?? ''),
  );
  const through = [...ignored.matchAll(/^!(\S+)$/gm)].map(({ 1: name }) => name);

  expect(new Set(copied)).toEqual(new Set(through));
});

it('every folder that the program is made of is copied and built', () => {
  const references = JSON.parse(readFileSync(join(root, 'server/tsconfig.json'), 'utf8')).references as {
    readonly path: string;
  }[];
  const needed = ['server', ...references.map(({ path }) => path.replace('../', ''))];

  const missing = needed.filter((name) => !dockerfile.includes(`COPY ${name} ${name}\n`));

  expect(missing).toEqual([]);
});
