import { join } from 'node:path';
import { silentLog } from '../../../workers/telemetry/index.ts';
import { installRuntime } from '../../../workers/temporal/index.ts';

export const root = join(import.meta.dirname, '../../..');

/** Where recorded runs lie: whatever is put there is replayed. */
export const histories = join(root, 'test/histories');

/** Temporal's libraries say a line for each worker otherwise. */
export function quietly(): void {
  installRuntime(silentLog);
}
