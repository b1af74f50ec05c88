/**
 * Tells of turns once they are committed: a turn that was rolled back has not been. Both drivers call it
 * where they commit.
 */
import type { Ask, Event } from '../../schemas/index.ts';
import { type Store, traceparentsOfFacts, traceparentsOfRuns } from '../../store/index.ts';
import type { Spans } from './spans.ts';
import type { Telemetry } from './telemetry.ts';

export interface ToldTurn {
  readonly run: string;
  readonly flow: string;
  readonly release: string;
  /** Where the run stands after it. */
  readonly step: string;
  readonly visit: number;
  readonly outcome: string | null;
  /** The instant for which a run without news was woken, and logical now; null where it had news. */
  readonly wake: { readonly planned: number; readonly now: number } | null;
  readonly heard: readonly Event[];
  /** True where nothing came of it: nothing was decided, asked for, or said in the run's own trace. */
  readonly idle: boolean;
  readonly decided: readonly { readonly ask: Ask; readonly step: string; readonly visit: number }[];
  /** Real time, epoch milliseconds. */
  readonly began: number;
  readonly ended: number;
}

interface Teller {
  readonly store: Store;
  readonly telemetry: Telemetry;
}

export async function tellTurns({ store, telemetry }: Teller, turns: readonly ToldTurn[]): Promise<void> {
  const { log, metrics, spans } = telemetry;
  for (const { run, flow, step, visit, outcome, wake, decided } of turns) {
    metrics.turns.add(1, { flow });
    for (const { ask } of decided) metrics.decisions.add(1, { ask });
    if (wake !== null) {
      metrics.wakeLateness.record(Math.max(0, wake.now - wake.planned) / 1_000, { flow });
    }
    if (outcome !== null) metrics.runsFinished.add(1, { flow, outcome });
    const ending = outcome === null ? {} : { outcome };
    log.debug({ run, flow, step, visit, count: decided.length, ...ending }, 'turn committed');
  }
  if (spans === null) return;
  // What is told must not hinder what is done: the work is committed, whether or not it can be told.
  await traceTurns(spans, store, turns).catch(() => {});
}

async function traceTurns(spans: Spans, store: Store, turns: readonly ToldTurn[]): Promise<void> {
  const parents = await traceparentsOfRuns(
    store.db,
    turns.map(({ run }) => run),
  );
  const causes = await traceparentsOfFacts(
    store.db,
    turns.flatMap(({ heard }) => heard.flatMap(placeOf)),
  );
  for (const turn of turns) {
    // News that a run has no use for, such as an import that does not concern it, is not worth a span.
    if (turn.idle) continue;
    const { run, flow, release, step, visit, began, ended, heard } = turn;
    const parent = parents.get(run) ?? null;
    const links = heard
      .flatMap(placeOf)
      .flatMap((place) => causes.get(place) ?? [])
      .filter((link) => link !== parent);
    const outcome = turn.outcome ?? undefined;
    const span = spans.begin('turn', {
      parent,
      links: [...new Set(links)],
      fields: { run, flow, release, step, visit, outcome, count: heard.length },
      start: began,
    });
    for (const decision of turn.decided) {
      const { ask, step: at, visit: time } = decision;
      const fields = { run, release, ask, step: at, visit: time };
      spans.begin('decide', { parent: span.traceparent, fields, start: began }).end(ended);
    }
    span.end(ended);
  }
}

/** Place in the outbox of the fact that an event tells of. */
function placeOf(event: Event): readonly number[] {
  const [, place] = event.type === 'happened' ? (/^o(\d+)$/.exec(event.id) ?? []) : [];
  return place === undefined ? [] : [Number(place)];
}
