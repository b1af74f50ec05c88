import { digestOf } from '../../../engine/flow/index.ts';
import { InvariantError, nextWake } from '../../../engine/run/index.ts';
import type { InvoiceFacts, Ordered, Plan } from '../../../schemas/index.ts';
import type { MovableRun, Tx } from '../../../store/index.ts';
import { answerTurn, type Carrier, CarryError, type Turn } from '../../../workers/carry/index.ts';
import { type NoPlace, type Places, placesBetween, placesOf } from './moves-between.ts';

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

export type Why = NoPlace | 'performed-before' | 'set-aside' | 'leaving' | 'unreadable';

export interface Foretold {
  readonly fate: Fate;
  /** With `held` and `stays`. */
  readonly why: Why | null;
  /** The order that does it; null where none is given. */
  readonly order: Ordered | null;
  /** When it wakes next, before and after; null for never. */
  readonly wakes: { readonly before: number | null; readonly after: number | null };
}

export interface Migration {
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
  readonly now: number;
  readonly variantOf: (flow: string, step: string) => string | null;
}

/**
 * Says what a migration does to a run by taking the turn that it would take, and keeping nothing of it:
 * so the preview and the migration cannot disagree.
 */
export async function foretell(told: Told, migration: Migration): Promise<Foretold> {
  const { run, facts } = told;
  const stays = (why: Why): Foretold => ({
    ...{ fate: 'stays', why, order: null },
    wakes: { before: run.state.sleeping, after: run.state.sleeping },
  });
  if (run.status === 'poisoned') return stays('set-aside');
  const { closing } = run.state;
  if (closing !== null && closing.kind !== 'adopt') return stays('leaving');
  const way = await wayFrom(run.release, told, migration);
  if (way === null || facts === undefined) return stays('unreadable');
  const places = placesOf(run.state, way.places, { ...way, map: migration.map });
  const order = orderFor(run, migration, places, told.now);
  const turn = await turnOf(told, facts, order);
  if (turn === null) return stays('unreadable');
  const before = nextWake(way.from, run.state);
  const fate = fateOf(run, turn, { to: migration.to, places, before });
  return {
    ...{ fate, order },
    why: fate === 'held' ? whyOf(run, places) : null,
    wakes: { before, after: turn.wakeAt },
  };
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
  const way = from === undefined ? null : { from, to: next, places: placesBetween(from, next, map) };
  known.set(release, way);
  return way;
}

/** The same order twice at one place in a run's life is one order. */
function orderFor(
  { release, nextSeq }: MovableRun,
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

async function turnOf(told: Told, facts: InvoiceFacts, order: Ordered): Promise<Turn | null> {
  const { tx, carrier, run, now, variantOf } = told;
  const subject = { ...run, inbox: [{ id: 0, event: order }] };
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
  { to, places, before }: { readonly to: string; readonly places: Places; readonly before: number | null },
): Fate {
  if (state.holds.some(({ cause, object }) => cause === 'problem' && object === 'no-step')) return 'held';
  if (state.closing?.kind === 'adopt') return 'in-flight';
  if (state.release !== to) return 'goes-on';
  const expected = places.moves[run.state.step] ?? run.state.step;
  const isNew = run.state.visit === 0;
  if (state.phase === 'finished' || (state.step !== expected && !isNew)) return 'goes-on';
  if (held || asked.length > 0 || wakeAt === before) return 'as-is';
  return 'new-date';
}

function whyOf({ state }: MovableRun, { without }: Places): Why {
  return without.get(state.step) ?? 'performed-before';
}
