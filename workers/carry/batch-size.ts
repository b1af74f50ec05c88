import type { Store } from '../../store/index.ts';

/**
 * How much one transaction takes at once. The embedded database carries out one transaction after the
 * other, so that whoever reads waits for the one under way: there a batch is as large as fits into a
 * span of time, learnt from the batch before.
 */
export interface BatchSize {
  /**
   * Carries out one batch.
   *
   * @param work Is given how many to take.
   * @param countOf How many it took.
   */
  batch<T>(work: (limit: number) => Promise<T>, countOf: (done: T) => number): Promise<T>;
}

/** How long a transaction of the embedded database should take, in milliseconds. */
const span = 20;
const least = 4;

/** @param most What a transaction takes at once where others can read meanwhile. */
export function createBatchSize({ kind }: Store, most: number): BatchSize {
  if (kind === 'postgres') return { batch: (work) => work(most) };
  let size = most;
  return {
    async batch(work, countOf) {
      const began = performance.now();
      const done = await work(size);
      const fitting = Math.round((size * span) / Math.max(1, performance.now() - began));
      if (countOf(done) >= size) size = Math.max(least, Math.min(most, fitting, size * 2));
      return done;
    },
  };
}
