import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { english, palier } from './run-palier.ts';

describe('the engine of a start', () => {
  it.each([
    [['--engine', 'temporal', '--clock'], /^palier: --clock does not go with the engine temporal/],
    [['--workers', 'none'], /^palier: --workers none goes with --engine temporal/],
    [['--engine', 'cadence'], /Allowed choices are embedded, temporal/],
    [['--workers', 'there'], /Allowed choices are here, none/],
  ])('palier start %j is refused as wrong usage', async (options, message) => {
    const { code, err } = await palier(['start', ...options], { env: english });

    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(message) });
  });

  it('PALIER_ENGINE counts where the command line says nothing', async () => {
    const env = { ...english, PALIER_ENGINE: 'temporal' };

    const { code, err } = await palier(['start', '--clock'], { env });

    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/--clock does not go with/) });
  });
});

describe('palier worker', () => {
  const database = { DATABASE_URL: 'postgres://palier:secret@127.0.0.1:1/palier' };

  it.each([
    ['the embedded store', {}, /a worker shares the store with palier start.*set DATABASE_URL/s],
    ['no address', database, /a worker must know where Temporal is.*set TEMPORAL_ADDRESS/s],
  ])('is refused with %s', async (_what, env, message) => {
    const { code, out, err } = await palier(['worker'], { env: { ...english, ...env } });

    expect({ code, out, err }).toEqual({ code: 3, out: '', err: expect.stringMatching(message) });
  });

  it('a queue that does not exist is wrong usage', async () => {
    const { code, err } = await palier(['worker', '--queue', 'email', 'fax'], { env: english });

    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/flows, email, sms, letter/) });
  });
});

describe('without Temporal', () => {
  it('nothing of it is loaded', () => {
    const root = join(import.meta.dirname, '../../..');
    const modules = ['start/run-start', 'worker/run-worker', 'call/call-operation', 'commands/index'];
    const script = [
      "import { Module } from 'node:module';",
      ...modules.map((module) => `await import('./server/cli/${module}.ts');`),
      "await import('./server/operations/index.ts');",
      "const loaded = Object.keys(Module._cache).filter((path) => path.includes('@temporalio'));",
      'console.log(JSON.stringify(loaded));',
    ].join('\n');

    const loaded = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      ...{ cwd: root, encoding: 'utf8' },
    });

    expect(JSON.parse(loaded)).toEqual([]);
  });
});
