import { type Act, type Deed, listReleases, publishRelease } from '../../store/index.ts';
import {
  buildRelease,
  type LoadedWorkspace,
  problemsOfFlow,
  type WorkspaceProblem,
} from '../workspace/index.ts';
import type { OpenHouse } from './open-house.ts';

/** A flow of the workspace beside what is in force. */
export interface FlowStanding {
  readonly flow: string;
  /** What the files would make; null where they have errors. */
  readonly digest: string | null;
  /** What is in force; null where it was never published. */
  readonly head: string | null;
  readonly problems: readonly WorkspaceProblem[];
}

/** Compares the files of a workspace with what is in force, flow by flow, in the workspace's order. */
export function standingOf(
  loaded: LoadedWorkspace,
  heads: ReadonlyMap<string, string>,
): readonly FlowStanding[] {
  return (loaded.workspace?.flows ?? []).map((id) => {
    const flow = loaded.flows.find((one) => one.id === id) ?? { path: `flows/${id}.flow.json` };
    const problems = problemsOfFlow(loaded, flow);
    const readable = problems.length === 0 && 'flow' in flow && flow.flow !== undefined;
    const digest = readable ? buildRelease(loaded, id).digest : null;
    return { flow: id, digest, head: heads.get(id) ?? null, problems };
  });
}

/** True where the files would run otherwise than what is in force. */
export function differs({ digest, head }: FlowStanding): boolean {
  return head !== null && digest !== head;
}

/**
 * Publishes one flow of the workspace.
 *
 * @returns false where it was in force already.
 * @throws StoreError `conflict` where somebody else published since `base` was read.
 */
export async function publishFlow(
  house: Pick<OpenHouse, 'store' | 'heads' | 'driver'>,
  loaded: LoadedWorkspace,
  flow: string,
  deed: Deed,
): Promise<{ readonly digest: string; readonly published: boolean }> {
  const release = buildRelease(loaded, flow);
  const releases = await listReleases(house.store.db, flow);
  const base = releases.find(({ head }) => head)?.digest ?? null;
  const { published } = await publishRelease(house.store.db, release, base, deed);
  house.heads.forget();
  house.driver?.nudge();
  return { digest: release.digest, published };
}

/** Publishes each flow that was never published and has no errors; gives their ids. */
export async function publishMissing(
  house: Pick<OpenHouse, 'store' | 'heads' | 'driver' | 'loaded'>,
  standings: readonly FlowStanding[],
  act: Act,
): Promise<readonly string[]> {
  const missing = standings.filter(({ head, digest }) => head === null && digest !== null);
  for (const { flow } of missing) await publishFlow(house, house.loaded, flow, act);
  return missing.map(({ flow }) => flow);
}
