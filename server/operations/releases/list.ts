import { z } from 'zod';
import { countRunsByRelease, listReleases } from '../../../store/index.ts';
import { operation } from '../operation.ts';
import { demandPublished, shortDigest } from './find-release.ts';

/** Releases, newest first, of one flow or of all, with how many runs are on each. */
export const releaseList = operation({
  name: 'release-list',
  input: z.strictObject({ flow: z.string().min(1).optional() }),
  async run(house, { flow }) {
    const { db } = house.store;
    if (flow !== undefined) await demandPublished(db, flow);
    const known = await listReleases(db, flow);
    const runs = await countRunsByRelease(db);
    const releases = known.map(({ head, ...line }) => ({
      ...line,
      short: shortDigest(line.digest),
      inForce: head,
      runs: runs.get(line.digest) ?? { running: 0, ended: 0 },
    }));
    return { releases, zone: house.workspace.entities[0]?.zone ?? 'UTC' };
  },
});
