import { createHolidays } from '../../../workers/calendar/holidays.ts';
import { loadRelease } from '../../../workers/carry/releases.ts';
import { buildRelease, loadWorkspace } from '../../workspace/index.ts';
import { rehearseScript } from './rehearse-script.ts';
import { tracesToJsonLines } from './trace-jsonl.ts';

export interface ExpectedTrace {
  /** Where the trace belongs: beside its script, relative to the workspace. */
  readonly path: string;
  readonly text: string;
}

/**
 * What comes of every script of a workspace.
 *
 * @throws RangeError where the workspace has errors.
 */
export async function expectedTraces(folder: string): Promise<readonly ExpectedTrace[]> {
  const loaded = await loadWorkspace(folder);
  const { workspace } = loaded;
  if (workspace === undefined)
    throw new RangeError(`${folder}: the settings have errors; run "palier check"`);
  const holidays = createHolidays();
  const ids = [...new Set(loaded.scripts.map(({ flow }) => flow))];
  const releases = new Map(ids.map((id) => [id, loadRelease(buildRelease(loaded, id))]));
  return loaded.scripts.map(({ path, flow, script }) => {
    const release = releases.get(flow);
    if (script === undefined || release === undefined)
      throw new RangeError(`${path} has errors; run "palier check"`);
    const { runs } = rehearseScript(script, { workspace, release, holidays });
    return { path: path.replace(/\.script\.json$/, '.trace.jsonl'), text: tracesToJsonLines(runs) };
  });
}
