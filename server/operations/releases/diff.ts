import { z } from 'zod';
import { diffFlows, surroundingsDifferences } from '../../../engine/flow/index.ts';
import type { Release } from '../../../schemas/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { buildRelease, loadWorkspace, problemsOfFlow } from '../../workspace/index.ts';
import { operation } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import { findRelease, shortDigest } from './find-release.ts';
import { textChanges } from './text-changes.ts';

/** What differs between two releases, or between one and what the files would publish now. */
export const releaseDiff = operation({
  name: 'release-diff',
  input: z.strictObject({ before: z.string().min(1), after: z.string().min(1).optional() }),
  async run(house, { before: name, after: other }, { language }) {
    const before = await named(house, name);
    const after = other === undefined ? await fromFiles(house, before.flow.id) : await named(house, other);
    return {
      before: { flow: before.flow.id, digest: before.digest, short: shortDigest(before.digest) },
      after: {
        ...{ flow: after.flow.id, digest: after.digest, short: shortDigest(after.digest) },
        isFolder: other === undefined,
      },
      flow: diffFlows(before.flow, after.flow, language),
      surroundings: surroundingsDifferences(before, after, language),
      texts: textChanges(before.messages, after.messages),
    };
  },
});

async function named({ store, carrier }: OpenHouse, name: string): Promise<Release> {
  const { digest } = await findRelease(store.db, name);
  return (await carrier.releases.get(store.db, digest)).release;
}

async function fromFiles({ folder }: OpenHouse, id: string): Promise<Release> {
  const loaded = await loadWorkspace(folder);
  const flow = loaded.flows.find((one) => one.id === id);
  if (flow === undefined) {
    throw new Refusal('not-found', {
      fr: `le dossier n’a pas de scénario « ${id} » ; donnez deux versions`,
      en: `the folder has no flow "${id}"; name two releases`,
    });
  }
  if (flow.flow === undefined || problemsOfFlow(loaded, flow).length > 0) {
    throw new Refusal('not-acceptable', {
      fr: `le scénario « ${id} » du dossier a des erreurs ; palier check les montre`,
      en: `the folder’s flow "${id}" has errors; palier check shows them`,
    });
  }
  return buildRelease(loaded, id);
}
