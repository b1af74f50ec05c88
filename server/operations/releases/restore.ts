import { z } from 'zod';
import { headOf, restoreRelease } from '../../../store/index.ts';
import { deedOf } from '../act.ts';
import { operation } from '../operation.ts';
import { findRelease, shortDigest } from './find-release.ts';

/** Puts an earlier release in force again. Runs under way keep theirs. */
export const releaseRestore = operation({
  name: 'release-restore',
  input: z.strictObject({ release: z.string().min(1), reason: z.string().max(2_000).optional() }),
  async run(house, { release: name, reason }, caller) {
    const { db } = house.store;
    const { digest, flow } = await findRelease(db, name);
    const before = await headOf(db, flow);
    const { restored } = await restoreRelease(db, { digest, base: before }, deedOf(house, caller, reason));
    house.heads.forget();
    house.driver?.nudge();
    return { flow, digest, short: shortDigest(digest), before, restored };
  },
});
