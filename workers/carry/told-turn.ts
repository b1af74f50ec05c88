import { nextWake } from '../../engine/run/index.ts';
import type { Tx } from '../../store/index.ts';
import type { ToldTurn } from '../telemetry/index.ts';
import type { Carrier } from './carrier.ts';
import type { TurnDone, TurnOwner } from './commit-turns.ts';
import type { TurnSubject } from './turn.ts';

/** When a turn is taken, and for when it was planned. */
export interface TurnTimes {
  /** Real time, epoch milliseconds. */
  readonly began: number;
  /** Logical; null where the run has news to hear, or begins: then nothing can be late. */
  readonly planned: number | null;
}

/** To be asked before the turn. */
export async function turnTimes(
  { releases }: Pick<Carrier, 'releases'>,
  tx: Tx,
  { release, state, inbox }: Pick<TurnSubject, 'release' | 'state' | 'inbox'>,
): Promise<TurnTimes> {
  const began = Date.now();
  if (inbox.length > 0 || state.phase === 'new') return { began, planned: null };
  return { began, planned: nextWake((await releases.get(tx, release)).prepared.plan, state) };
}

export type TimedTurn<Run extends TurnOwner> = Pick<TurnDone<Run>, 'run' | 'turn'> & TurnTimes;

/** A committed turn as it is told. @param now Logical time of the turn. */
export function toldTurn(
  { run, turn, began, planned }: TimedTurn<TurnOwner & Pick<TurnSubject, 'inbox'>>,
  now: number,
): ToldTurn {
  const { state, decided, lines, asked, asides } = turn;
  return {
    run: run.id,
    flow: run.flowId,
    release: state.release,
    step: state.step,
    visit: state.visit,
    outcome: state.phase === 'finished' ? state.outcome : null,
    wake: planned === null || planned > now ? null : { planned, now },
    idle: lines.length + decided.length + asked.length + asides.length === 0,
    heard: run.inbox.map(({ event }) => event),
    decided: decided.map(({ command: { ask, step, visit } }) => ({ ask, step, visit })),
    began,
    ended: Date.now(),
  };
}
