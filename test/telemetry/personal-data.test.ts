/** What leaves a house to be watched names nobody: every example is played with all of it turned on. */
import { expect, it } from 'vitest';
import type { Script } from '../../schemas/index.ts';
import { createFaults } from '../../server/house/faults.ts';
import { playEmbedded } from '../conformance/embedded.ts';
import { exampleRelease, exampleScripts } from '../conformance/examples.ts';
import { describeStores } from '../store/stores.ts';
import { seen, type Watched, watch } from './watched.ts';

/** Words of closed lists, which tell nothing of a customer: languages, zones, roles, names of fields. */
const closed = new Set(['language', 'zone', 'country', 'roles', 'tags', 'segment', 'currency']);

/**
 * Every text and number that a script says of its customer, contacts and invoices, whole and by word;
 * but what the flow itself is called: its invoices are chosen by that profile.
 */
function personal(script: Script, flow: string): readonly string[] {
  const own = script.invoices.map(({ number, amount }) => [number, amount, amount.replace(/\D/g, '')]);
  const texts = [...textsOf(script.customer), ...own.flat()];
  const words = texts.flatMap((text) => [text, ...text.split(/[\s@]+/)]);
  return [...new Set(words)].filter((word) => word.length > 3 && !flow.includes(word));
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (closed.has(name) ? [] : textsOf(inner)));
}

/** All that was told; instants and random ids, in which any digits may stand, are left out. */
async function told(watched: Watched): Promise<string> {
  const lines = watched.lines.map((line) => {
    const { time: _time, pid: _pid, seconds: _seconds, ...fields } = JSON.parse(line);
    return JSON.stringify({ ...fields, release: undefined });
  });
  const spans = watched.spans().map((span) => {
    const { name, fields } = seen(span);
    const { status, events } = span;
    return JSON.stringify({ name, status, events, ...fields, 'palier.release': undefined });
  });
  const labels = (await watched.metrics()).split('\n').map((line) => line.replace(/ \S+$/, ''));
  return [...lines, ...spans, ...labels].join('\n');
}

describeStores('what is told outside', (store) => {
  it.each(exampleScripts())('names nobody of $flow / $name', async ({ flow, script }) => {
    const watched = await watch();

    await playEmbedded(store(), script, exampleRelease(flow), watched.telemetry);

    const text = await told(watched);
    expect(text).toContain('turn committed');
    expect(personal(script, flow).filter((word) => text.includes(word))).toEqual([]);
  });
});

it('a fault is logged with its code and its place, never with its message', async () => {
  const watched = await watch();
  const shown: string[] = [];
  const faults = createFaults(watched.telemetry, ({ message }) => shown.push(message));
  const error = new TypeError('Key (number)=(F-2026-1) of Menuiserie Testard\n    at Claire:1:1 exists');

  faults.report({ code: 'turn-failed', message: error.message, run: '1-1', error });

  expect(shown).toEqual([`${error.message} (run 1-1)`]);
  const [line = '{}'] = watched.lines;
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    message: 'fault',
    code: 'turn-failed',
    run: '1-1',
    error: {
      name: 'TypeError',
      at: expect.arrayContaining([expect.stringContaining('personal-data.test.ts')]),
    },
  });
  expect(line).not.toMatch(/F-2026-1|Testard|Claire/);
  expect(await watched.metrics()).toContain('palier_faults_total{code="turn-failed"} 1');
});
