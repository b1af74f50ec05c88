/** `palier merge` as the merge driver of a real repository, set up by the two lines of the documents. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { formatFlow } from '../../engine/flow/index.ts';
import type { Flow } from '../../schemas/index.ts';
import { type Edit, insertAfter, ladder, set } from '../engine/flow/edits.ts';

const main = resolve(import.meta.dirname, '../../server/main.ts');
const file = 'flows/flux.flow.json';
const base = ladder(6);
let folder: string;

function git(...args: readonly string[]): string {
  const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@a.example' };
  const by = { GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@a.example' };
  const env = { ...process.env, ...who, ...by, GIT_CONFIG_GLOBAL: '/dev/null', LANG: 'en_GB.UTF-8' };
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env, stdio: 'pipe' });
}

function commit(branch: string, flow: Flow): void {
  git('checkout', '-q', '-B', branch, 'main');
  save(flow);
}

function save(flow: Flow): void {
  writeFileSync(join(folder, file), formatFlow(flow));
  git('add', '.');
  git('commit', '-q', '-m', 'change');
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palier-repository-'));
  git('init', '-q', '-b', 'main');
  mkdirSync(join(folder, 'flows'));
  writeFileSync(join(folder, '.gitattributes'), '*.flow.json merge=palier\n');
  git('config', 'merge.palier.driver', `"${process.execPath}" "${main}" merge %O %A %B`);
  save(base);
});

function merge(ours: Edit, theirs: Edit): boolean {
  commit('theirs', theirs(base));
  commit('ours', ours(base));
  try {
    git('merge', '-q', '-m', 'merge', 'theirs');
    return true;
  } catch {
    return false;
  }
}

const now = () => readFileSync(join(folder, file), 'utf8');

test('git merges by step what it would take for a conflict of lines', () => {
  const ours = set('s1', { tone: 'firm' });
  const theirs = set('s1', { message: 'autre' });

  const merged = merge(ours, theirs);

  expect(merged).toBe(true);
  expect(now()).toBe(formatFlow(theirs(ours(base))));
});

test('git leaves a conflict for a person: two steps that both put at one place', () => {
  const merged = merge(insertAfter('s1', 'un'), insertAfter('s1', 'deux'));

  expect(merged).toBe(false);
  expect(git('status', '--porcelain')).toContain(`UU ${file}`);
  expect(now()).toContain('<<<<<<< ours\n      "next": "un"\n=======\n      "next": "deux"\n>>>>>>> theirs');
});
