import { z } from 'zod';
import { closestName } from '../../engine/rules/index.ts';
import { differs, publishFlow, standingOf } from '../house/publish.ts';
import { loadWorkspace, type WorkspaceProblem } from '../workspace/index.ts';
import { deedOf } from './act.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

export interface PublishedFlow {
  readonly flow: string;
  /** Null where it has errors. */
  readonly digest: string | null;
  readonly what: 'published' | 'unchanged' | 'refused';
  readonly before: string | null;
  readonly problems: readonly WorkspaceProblem[];
}

/**
 * Publishes a flow, or all that changed, from the files as they are now, checked by the rules for
 * publishing. Runs under way stay on their release.
 */
export const publish = operation({
  name: 'publish',
  begins: true,
  input: z.strictObject({
    flow: z.string().min(1).optional(),
    all: z.boolean().optional(),
    comment: z.string().trim().min(1).max(2_000).optional(),
  }),
  async run(house, { flow, all, comment }, caller) {
    const loaded = await loadWorkspace(house.folder, { publish: true });
    const standings = standingOf(loaded, await house.heads.byFlow());
    const ids = standings.map((one) => one.flow);
    if (flow !== undefined && !ids.includes(flow)) {
      const near = closestName(flow, ids);
      throw new Refusal('not-found', {
        fr: `il n’y a pas de scénario « ${flow.slice(0, 100)} » dans palier.json ; ${near === null ? `il y a ${ids.join(', ')}` : `vouliez-vous dire « ${near} » ?`}`,
        en: `there is no flow "${flow.slice(0, 100)}" in palier.json; ${near === null ? `there is ${ids.join(', ')}` : `did you mean "${near}"?`}`,
      });
    }
    const changed = standings.filter((one) => one.head === null || differs(one));
    if (flow === undefined && all !== true) {
      return { folder: house.folder, asked: false, flows: changed.map((one) => lineOf(one, 'unchanged')) };
    }
    const chosen = flow === undefined ? standings : standings.filter((one) => one.flow === flow);
    const flows: PublishedFlow[] = [];
    for (const one of chosen) {
      if (one.digest === null) {
        flows.push(lineOf(one, 'refused'));
        continue;
      }
      const { published } = await publishFlow(house, loaded, one.flow, deedOf(house, caller, comment));
      flows.push(lineOf(one, published ? 'published' : 'unchanged'));
    }
    return { folder: house.folder, asked: true, flows };
  },
});

function lineOf(
  { flow, digest, head, problems }: ReturnType<typeof standingOf>[number],
  what: PublishedFlow['what'],
): PublishedFlow {
  return { flow, digest, what, before: head, problems };
}
