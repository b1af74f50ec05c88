import type { Flow } from '../../../schemas/index.ts';
import type { MovableRun } from '../../../store/index.ts';
import type { Fate, Foretold, Migration, Why } from './foretell.ts';

export interface Told extends Foretold {
  readonly run: MovableRun;
}

export type FateCounts = Readonly<Record<Fate, number>>;

/** A run that a migration holds or leaves where it is. */
export interface LeftOut {
  readonly run: string;
  readonly number: string;
  readonly customerName: string;
  readonly step: string;
  readonly fate: 'held' | 'stays';
  readonly why: Why;
}

/** A run that stands at its step until another moment. */
export interface Redated {
  readonly number: string;
  readonly step: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** A step that was performed for some runs and lies ahead of them in the new flow. */
export interface Again {
  readonly step: string;
  readonly label: string;
  readonly runs: number;
}

const none: FateCounts = { 'as-is': 0, 'new-date': 0, 'goes-on': 0, 'in-flight': 0, held: 0, stays: 0 };

/** What a migration does, in all and by the step at which runs stand, in the order of the new flow. */
export function summaryOf(told: readonly Told[], to: Flow, { known }: Migration) {
  const order = new Map(to.steps.map(({ id, name }, index) => [id, { index, label: name ?? id }]));
  const steps = [...Map.groupBy(told, ({ run }) => run.state.step)].map(([step, own]) => ({
    ...{ step, label: order.get(step)?.label ?? labelIn(known, step) },
    ...{ runs: own.length, fates: count(own) },
  }));
  const place = (step: string) => order.get(step)?.index ?? Number.MAX_SAFE_INTEGER;
  return {
    runs: told.length,
    fates: count(told),
    steps: steps.toSorted((a, b) => place(a.step) - place(b.step) || (a.step < b.step ? -1 : 1)),
    leftOut: told.flatMap(leftOut),
    redated: told.flatMap(redated),
    again: againIn(told, to),
  };
}

function againIn(told: readonly Told[], { steps }: Flow): readonly Again[] {
  return steps.flatMap(({ id, name }) => {
    const runs = told.filter(({ again }) => again.includes(id)).length;
    return runs === 0 ? [] : [{ step: id, label: name ?? id, runs }];
  });
}

/** The name of a step that the new release lacks, as an old one has it. */
function labelIn(known: Migration['known'], step: string): string {
  for (const way of known.values()) {
    const name = way?.from.steps[step]?.name;
    if (name !== undefined) return name;
  }
  return step;
}

function count(told: readonly Told[]): FateCounts {
  const counts: Record<Fate, number> = { ...none };
  for (const { fate } of told) counts[fate] += 1;
  return counts;
}

function leftOut({ run, fate, why }: Told): readonly LeftOut[] {
  if ((fate !== 'held' && fate !== 'stays') || why === null) return [];
  const { id, number, customerName, state } = run;
  return [{ run: id, number, customerName, step: state.step, fate, why }];
}

function redated({ run, fate, wakes }: Told): readonly Redated[] {
  return fate === 'new-date' ? [{ number: run.number, step: run.state.step, ...wakes }] : [];
}
