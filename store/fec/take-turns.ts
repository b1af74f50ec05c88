import { setImmediate } from 'node:timers/promises';
import type { Importing } from '../ledger/import-context.ts';

/** Gives whoever wants to end the import a turn, and ends it where somebody does. */
export async function takeTurns({ context }: Pick<Importing, 'context'>): Promise<void> {
  await setImmediate();
  context.signal?.throwIfAborted();
}
