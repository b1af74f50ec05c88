import { fileURLToPath } from 'node:url';
import { shape } from '../../workers/temporal/bundle.ts';
import type { Bench } from '../figure.ts';
import { ownBytes, yardstickBundle } from './bundles.ts';

const most = 40_000;

/** What of the workflow bundle is ours: every workflow thread holds it. */
export const bundleSize: Bench = {
  name: 'temporal/bundle',
  async measure() {
    const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
    const ours = await ownBytes({
      ...shape,
      workflowsPath: file('../../workers/temporal/workflow/index.ts'),
    });
    const empty = await ownBytes({ workflowsPath: file('./workflows/empty.ts') });
    const { code } = await yardstickBundle('empty');
    const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
    return [
      {
        name: 'bundle, our own code of 40 KB',
        ratio: (ours - empty) / most,
        wanted: { atMost: 1 },
        values: `${kilobytes(ours - empty)} of our own; with an empty workflow all is ${kilobytes(Buffer.byteLength(code))}, source map included`,
      },
    ];
  },
};
