import { z } from 'zod';
import { countRunsByRelease, listReleases } from '../../../store/index.ts';
import { operation } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import { shortDigest } from './find-release.ts';

/** Releases, newest first, of one flow or of all, with how many runs are on each. */
export const releaseList = operation({
  name: 'release-list',
  input: z.strictObject({ flow: z.string().min(1).optional() }),
  async run(house, { flow }) {
    const { db } = house.store;
    const known = await listReleases(db, flow);
    if (flow !== undefined && known.length === 0) throw await unknownFlow(db, flow);
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

async function unknownFlow(db: Parameters<typeof listReleases>[0], flow: string): Promise<Refusal> {
  const flows = [...new Set((await listReleases(db)).map((one) => one.flow))].sort();
  return new Refusal('not-found', {
    fr: `le scénario « ${flow.slice(0, 100)} » n’a jamais été publié ; l’ont été ${flows.join(', ')}`,
    en: `the flow "${flow.slice(0, 100)}" was never published; these were: ${flows.join(', ')}`,
  });
}
