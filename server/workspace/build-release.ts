import { digestOf, textOf } from '../../engine/flow/index.ts';
import type { Flow, MessageText, Release } from '../../schemas/index.ts';
import { settingsFile } from './find-workspace.ts';
import type { LoadedWorkspace } from './load-workspace.ts';
import { isFault, type WorkspaceProblem } from './workspace-problem.ts';

/**
 * Freezes a flow with all that it uses: its messages in every language, the segments, the workspace's
 * policies over the defaults. The same files give the same digest on every machine.
 *
 * @param loaded A workspace without errors for this flow; ask {@link problemsOfFlow} first.
 * @param flowId The id of a flow of the workspace, or a flow that lies elsewhere.
 * @throws RangeError where flow or settings have errors, or the flow does not exist.
 */
export function buildRelease(loaded: LoadedWorkspace, flowId: string | Flow): Release {
  const flow =
    typeof flowId === 'string' ? loaded.flows.find((one) => one.flow?.id === flowId)?.flow : flowId;
  const { workspace } = loaded;
  if (flow === undefined) throw new RangeError(`there is no flow "${String(flowId)}" without errors`);
  if (workspace === undefined) throw new RangeError(`${settingsFile} has errors`);
  const content: Omit<Release, 'digest'> = {
    flow,
    messages: textsOf(flow, loaded.messages),
    segments: loaded.segments,
    policies: loaded.policies,
    languages: workspace.languages,
    customFields: workspace.customFields ?? {},
  };
  return { digest: digestOf(content), ...content };
}

/** What keeps a flow from being published or rehearsed: errors of its file and of what it uses. */
export function problemsOfFlow(
  loaded: LoadedWorkspace,
  flow: { readonly path: string; readonly flow?: Flow },
) {
  const used = new Set(
    flow.flow === undefined ? [] : textsOf(flow.flow, loaded.messages).map(({ path }) => path),
  );
  const concerns = ({ file }: WorkspaceProblem) =>
    file === flow.path || file === settingsFile || file === 'segments.json' || used.has(file);
  return loaded.problems.filter((problem) => isFault(problem) && concerns(problem));
}

/** The texts that a flow's steps use, in the order of their paths. */
function textsOf(flow: Flow, messages: readonly MessageText[]): readonly MessageText[] {
  const uses = flow.steps.flatMap((step) => textOf(step) ?? []);
  const used = new Set(uses.map(({ message, channel }) => `${message}/${channel}`));
  return messages
    .filter(({ message, channel }) => used.has(`${message}/${channel}`))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
