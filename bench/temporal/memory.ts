import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bench } from '../figure.ts';
import type { MemoryFound, MemoryOrder } from './memory-child.ts';
import { startServer } from './server.ts';

const count = 1_000;
const child = fileURLToPath(new URL('./memory-child.ts', import.meta.url));

async function measure(order: MemoryOrder): Promise<MemoryFound> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    child,
    JSON.stringify(order),
  ]);
  return JSON.parse(stdout) as MemoryFound;
}

/** What a workflow that waits takes of a worker's memory, against an empty one that sleeps. */
export const memory: Bench = {
  name: 'temporal/memory',
  async measure() {
    const server = await startServer();
    try {
      const { place } = server;
      const ours = await measure({ kind: 'ours', place, count });
      const empty = await measure({ kind: 'empty', place, count });
      const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
      return [
        {
          name: 'memory of a cached workflow',
          ratio: ours.heap / empty.heap,
          wanted: { atMost: 1.1 },
          values: `${kilobytes(ours.heap)}, empty ${kilobytes(empty.heap)}, of the heap of JavaScript`,
        },
        {
          name: 'the same, of the process',
          ratio: ours.resident / empty.resident,
          wanted: null,
          values: `${kilobytes(ours.resident)}, empty ${kilobytes(empty.resident)}`,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
