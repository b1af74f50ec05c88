import { z } from 'zod';
import { verifyStore } from '../../../store/index.ts';
import { operation } from '../operation.ts';

/** Proves that the store's invariants hold, and names what breaks them. Changes nothing. */
export const verify = operation({
  name: 'verify',
  input: z.strictObject({}),
  async run(house) {
    const began = performance.now();
    const verdicts = await verifyStore(house.store.db);
    return {
      invariants: verdicts.map((verdict) => ({ ...verdict, holds: verdict.count === 0 })),
      milliseconds: Math.round(performance.now() - began),
    };
  },
});
