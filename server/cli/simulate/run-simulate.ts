import { createZones, type Day } from '../../../engine/calendar/index.ts';
import type { Flow } from '../../../schemas/index.ts';
import { createHolidays } from '../../../workers/calendar/holidays.ts';
import { loadRelease } from '../../../workers/carry/releases.ts';
import { buildRelease } from '../../workspace/index.ts';
import type { formats, SimulateOptions } from '../commands/simulate.ts';
import { findFlow } from '../find-flow.ts';
import type { Cli } from '../io.ts';
import { createWording, type Wording } from '../print/dates.ts';
import type { LeftOut } from './cast.ts';
import type { RunStory } from './entries.ts';
import { type CustomerStory, rehearseCast } from './rehearsal.ts';
import { showCalendar } from './show-calendar.ts';
import { showJson, showTrace } from './show-json.ts';
import { showTable } from './show-table.ts';
import { castFrom, dayOption } from './sources.ts';

/** A whole simulation, ready to be shown. */
export interface Story {
  readonly flow: Flow;
  /** Digest of what was rehearsed. */
  readonly release: string;
  readonly notes: readonly string[];
  readonly customers: readonly CustomerStory[];
  readonly left: readonly LeftOut[];
  /** The last day; null where every run was followed to its end. */
  readonly until: Day | null;
  readonly wording: Wording;
}

type Format = (typeof formats)[number];

/** The register of layouts. */
const layouts: Readonly<Record<Format, (cli: Cli, story: Story) => string>> = {
  table: showTable,
  calendar: showCalendar,
  json: (_cli, story) => showJson(story),
  trace: (_cli, story) => showTrace(story),
};

/** Walks invoices through a flow and shows what would be sent, when and why. */
export async function runSimulate(cli: Cli, name: string, options: SimulateOptions): Promise<void> {
  const { loaded, flow } = await findFlow(cli, name, options);
  const { workspace } = loaded;
  if (workspace === undefined) throw new RangeError('a flow is found in settings without errors only');
  const release = loadRelease(buildRelease(loaded, flow));
  const casting = await castFrom(cli, options, { workspace, flow, release });
  const until = options.until === undefined ? null : dayOption(cli, '--until', options.until);
  const from = options.from === undefined ? null : dayOption(cli, '--from', options.from);
  const wording = createWording(cli.language);
  const zones = createZones();
  const shared = { release, holidays: createHolidays(), language: cli.language, wording, zones };
  const customers = casting.casts.map((cast) => {
    const end = until === null ? {} : { until: zones(cast.zone).instantOf(until, 1440) - 1 };
    const story = rehearseCast(cast, { ...shared, ...end });
    return from === null ? story : { ...story, runs: story.runs.map((run) => since(run, from)) };
  });
  const { left, notes } = casting;
  const story = { flow, release: release.release.digest, notes, customers, left, until };
  const format: Format = options.json && options.format === 'table' ? 'json' : options.format;
  cli.out(layouts[format](cli, { ...story, wording }));
}

/** What comes from a day on; what came before is known and not shown. */
function since(run: RunStory, from: Day): RunStory {
  return { ...run, entries: run.entries.filter(({ day }) => day >= from) };
}
