import { digestOf } from '../../../engine/flow/index.ts';
import { InvariantError, nextWake } from '../../../engine/run/index.ts';
import type { Event, InvoiceFacts, Ordered, Plan, RunState } from '../../../schemas/index.ts';
import type { MovableRun, Tx } from '../../../store/index.ts';
import { answerTurn, type Carrier, CarryError, type Turn } from '../../../workers/carry/index.ts';
import { isLost, type NoPlace, type Places, placesBetween, placesOf } from './moves-between.ts';
import { performedAgain } from './performed-again.ts';

/** What a migration does to a run. */
export type Fate =
  /** Stands as it did, on the new release. */
  | 'as-is'
  /** Stands as it did, until another moment. */
  | 'new-date'
  /** Does not stand there any longer: its wait is over under the new release. */
  | 'goes-on'
  /** A message is on its way: moves when it is known what became of it. */
  | 'in-flight'
  /** Moves and is held, since it has no step there. */
  | 'held'
  /** Stays on its release. */
  | 'stays';

export type Why = NoPlace | 'performed-before' | 'set-aside' | 'leaving' | 'ends' | 'unreadable' | 'currency';

export interface Foretold {
  readonly fate: Fate;
  /** With `held` and `stays`. */
  readonly why: Why | null;
  /** The order that does it; null where none is given. */
  readonly order: Ordered | null;
  /** Steps performed for it that the new release puts ahead of it. */
  readonly again: readonly string[];
  /** When it wakes next, before and after; null for never. */
  readonly wakes: { readonly before: number | null; readonly after: number | null };
}

export interface Migration {
  /** The only release that runs are taken from; null for all. */
  readonly from: string | null;
  readonly to: string;
  readonly map: ReadonlyMap<string, string>;
  /** What was found of releases to move from, by digest; null for one that cannot be read. */
  readonly known: Map<string, Way | null>;
}

/** From one release to another. */
interface Way {
  readonly from: Plan;
  readonly to: Plan;
  readonly places: Places;
}

interface Told {
  readonly tx: Tx;
  readonly carrier: Carrier;
  readonly run: MovableRun;
  readonly facts: InvoiceFacts | undefined;
  /** What the run has to hear before. */
  readonly waiting: readonly Event[];
  readonly now: number;
  readonly variantOf: (flow: string, step: string) => string | null;
}

/**
 * Says what a migration does to a run by taking the turn that it would take, and keeping nothing of it:
 * so the preview and the migration cannot disagree. What the run has to hear before is heard before: where
 * it has been told to move there already, it is not told again. Null for a run that is not concerned.
 */
export async function foretell(told: Told, migration: Migration): Promise<Foretold | null> {
  const { run, facts, waiting } = told;
  const { to, from, map } = migration;
  const stays = (why: Why): Foretold => ({
    ...{ fate: 'stays', why, order: null, again: [] },
    wakes: { before: run.state.sleeping, after: run.state.sleeping },
  });
  if (run.status === 'poisoned')
    return isAsked(run.release, run.release, migration) ? stays('set-aside') : null;
  if (facts === undefined) return stays('unreadable');
  const heard = waiting.length === 0 ? run : await turnOf(told, facts, waiting);
  if (heard === null) return stays('unreadable');
  const { state } = heard;
  if (!isAsked(run.release, state.release, { from })) return null;
  const way = await wayFrom(state.release, told, migration);
  if (way === null) return stays('unreadable');
  if (way.from.currency !== way.to.currency) return stays('currency');
  const isThere = state.release === to && !isLost(state, way.to, map);
  if (isThere && run.release === to) return null;
  if (state.phase === 'finished') return stays('ends');
  if (state.closing !== null && state.closing.kind !== 'adopt') return stays('leaving');
  const places = placesOf(state, way.places, { ...way, map });
  const order = isThere ? null : orderFor(run, state, migration, places, told.now);
  const turn = await turnOf(told, facts, order === null ? waiting : [...waiting, order]);
  const old = await wayFrom(run.release, told, migration);
  if (turn === null || old === null) return stays('unreadable');
  const before = nextWake(old.from, run.state);
  const expected = places.moves[state.step] ?? state.step;
  const fate = fateOf(run, turn, { to, expected, before });
  return {
    ...{ fate, order },
    why: fate === 'held' ? (places.without.get(state.step) ?? whyNot(state, old, isThere)) : null,
    again: isThere ? againAt(run.state, old, map) : performedAgain(state, { ...way, places }),
    wakes: { before, after: turn.wakeAt },
  };
}

/** For a run that has been told to move before. */
function againAt(state: RunState, old: Way, map: Migration['map']): readonly string[] {
  return performedAgain(state, { ...old, places: placesOf(state, old.places, { ...old, map }) });
}

/** Runs of the release that was named, as they stand or as they stand once they have heard all. */
function isAsked(is: string, becomes: string, { from }: Pick<Migration, 'from'>): boolean {
  return from === null || from === is || from === becomes;
}

/** Why a run has no step where a migration that was asked before has put it. */
function whyNot({ step }: RunState, { places }: Way, isThere: boolean): Why {
  return (isThere ? places.without.get(step) : undefined) ?? 'performed-before';
}

async function wayFrom(
  release: string,
  { carrier, tx }: Told,
  { to, map, known }: Migration,
): Promise<Way | null> {
  const found = known.get(release);
  if (found !== undefined) return found;
  const next = (await carrier.releases.get(tx, to)).prepared.plan;
  const old = await carrier.releases.get(tx, release).catch((error: unknown) => {
    if (error instanceof CarryError) return null;
    throw error;
  });
  const from = old?.prepared.plan;
  const way =
    from === undefined
      ? null
      : { from, to: next, places: placesBetween(from, next, release === to ? new Map() : map) };
  known.set(release, way);
  return way;
}

/** The same order twice at one place in a run's life is one order. */
function orderFor(
  { nextSeq }: MovableRun,
  { release }: RunState,
  { to }: Migration,
  { moves }: Places,
  at: number,
): Ordered {
  const what = digestOf({ release, to, moves }).slice(7, 23);
  return {
    type: 'ordered',
    id: `migrate/${what}/${nextSeq}`,
    at,
    order: 'migrate',
    from: release,
    release: to,
    moves,
  };
}

async function turnOf(told: Told, facts: InvoiceFacts, events: readonly Event[]): Promise<Turn | null> {
  const { tx, carrier, run, now, variantOf } = told;
  const subject = { ...run, inbox: events.map((event, id) => ({ id, event })) };
  try {
    return await answerTurn({ tx, carrier, run: subject, facts: async () => facts, now, variantOf });
  } catch (error) {
    if (error instanceof CarryError || error instanceof InvariantError) return null;
    throw error;
  }
}

function fateOf(
  run: MovableRun,
  { state, wakeAt, held, asked }: Turn,
  {
    to,
    expected,
    before,
  }: { readonly to: string; readonly expected: string; readonly before: number | null },
): Fate {
  if (state.holds.some(({ cause, object }) => cause === 'problem' && object === 'no-step')) return 'held';
  if (state.closing?.kind === 'adopt') return 'in-flight';
  if (state.release !== to) return 'goes-on';
  const isNew = run.state.visit === 0;
  if (state.phase === 'finished' || (state.step !== expected && !isNew)) return 'goes-on';
  if (held || asked.length > 0 || wakeAt === before) return 'as-is';
  return 'new-date';
}
