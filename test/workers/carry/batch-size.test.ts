import { expect, it } from 'vitest';
import { createBatchSize } from '../../../workers/carry/index.ts';
import { describeStores } from '../../store/stores.ts';

/** Computes for so many milliseconds. */
function compute(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until; );
}

describeStores('the size of a batch', (store) => {
  const sizesOf = async (times: readonly number[], share = 1) => {
    const size = createBatchSize(store(), 40);
    const sizes: number[] = [];
    for (const time of times) {
      const work = async (limit: number) => {
        compute(time);
        sizes.push(limit);
        return limit * share;
      };
      await size.batch(work, (count) => count);
    }
    return sizes;
  };

  it('shrinks on the embedded store where batches take long, and grows back', async () => {
    const [first, second = 0, third = 0, ...rest] = await sizesOf([80, 400, 0, 0, 0, 0]);

    expect(first).toBe(40);
    if (store().kind === 'postgres') return expect([second, third, ...rest]).toEqual([40, 40, 40, 40, 40]);
    expect(second).toBeLessThanOrEqual(10);
    expect(third).toBe(4);
    expect(rest).toEqual([8, 16, 32]);
  });

  it('learns nothing from a batch that was not full', async () => {
    expect(await sizesOf([80, 0], 0.5)).toEqual([40, 40]);
  });
});
