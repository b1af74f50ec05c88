import { spawnSync } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAddress, removeAddress, writeAddress } from '../../../server/loopback/index.ts';

const token = 't'.repeat(64);
const folder = () => mkdtempSync(join(tmpdir(), 'palier-address-'));

it('only the same user reads the address', () => {
  const data = folder();

  writeAddress(data, { pid: process.pid, port: 4870, token });

  expect(readAddress(data)).toEqual({ pid: process.pid, port: 4870, token });
  expect(statSync(join(data, 'server.json')).mode & 0o777).toBe(0o600);
});

it('the address of a process that is gone, or a broken file, is none', () => {
  const data = folder();
  const { pid } = spawnSync(process.execPath, ['--version']);
  writeAddress(data, { pid, port: 4870, token });
  expect(readAddress(data)).toBeNull();

  writeFileSync(join(data, 'server.json'), '{');
  expect(readAddress(data)).toBeNull();
  expect(readAddress(folder())).toBeNull();
});

it('a process takes only its own address away', () => {
  const data = folder();
  writeAddress(data, { pid: process.pid, port: 4870, token });

  removeAddress(data, process.pid + 1);
  expect(readAddress(data)).not.toBeNull();

  removeAddress(data, process.pid);
  expect(readAddress(data)).toBeNull();
});
