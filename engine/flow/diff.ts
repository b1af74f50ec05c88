import type { Flow, Step } from '../../schemas/index.ts';
import type { Change, Difference } from './change.ts';
import { describeStep } from './describe.ts';
import { flowDifferences } from './diff-flow.ts';
import { stepDifferences } from './diff-step.ts';
import { edgesOf } from './edges.ts';
import { hashFlow } from './hash.ts';
import { normaliseFlow } from './normalise.ts';
import { kindWords, type Language, labelOf, type Words } from './words.ts';

/**
 * What differs between two versions of a flow, in sentences that a credit manager reads: what belongs to
 * the whole flow, steps that are gone, then the steps of the new version in their order.
 *
 * Empty exactly when `hashFlow` gives the same for both: the order of steps, notes and layout do not
 * count. Neither does a way that changed only because a step was put into it or taken out of it.
 *
 * @example diffFlows(before, after, 'fr')[0]?.sentence // '« relance-2 » passe de J+14 à J+10'
 */
export function diffFlows(before: Flow, after: Flow, language: Language): readonly Change[] {
  const old = indexed(normaliseFlow(before));
  const now = indexed(normaliseFlow(after));
  const differences: readonly Difference[] = [
    ...flowDifferences(old.flow, now.flow),
    ...old.flow.steps.filter(({ id }) => !now.steps.has(id)).map(removed),
    ...now.flow.steps.flatMap((step) => {
      const earlier = old.steps.get(step.id);
      if (earlier === undefined) return [added(step, now.flow)];
      return earlier.kind === step.kind ? stepDifferences(earlier, step, old, now) : [turned(earlier, step)];
    }),
  ];
  const silent = differences.length === 0 && hashFlow(before) !== hashFlow(after);
  return [...differences, ...(silent ? [unsaid] : [])].map(({ words, ...rest }) => ({
    ...rest,
    sentence: words[language],
  }));
}

/** For a difference that has no sentence of its own, so that none is passed over. */
const unsaid: Difference = { kind: 'flow', words: { fr: 'le flux change', en: 'the flow changes' } };

/** A flow with its steps by id. */
export interface Indexed {
  readonly flow: Flow;
  readonly steps: ReadonlyMap<string, Step>;
}

function indexed(flow: Flow): Indexed {
  return { flow, steps: new Map(flow.steps.map((step) => [step.id, step])) };
}

function removed(step: Step): Difference {
  const label = labelOf(step);
  const words = {
    fr: `${label.fr} est supprimée (${describeStep(step, 'fr')})`,
    en: `${label.en} is removed (${describeStep(step, 'en')})`,
  };
  return { kind: 'removed', step: step.id, words };
}

function added(step: Step, flow: Flow): Difference {
  const label = labelOf(step);
  const place = placeOf(step, flow);
  const words = {
    fr: `${label.fr} est ajoutée ${place.fr}\u00a0: ${describeStep(step, 'fr')}`,
    en: `${label.en} is added ${place.en}: ${describeStep(step, 'en')}`,
  };
  return { kind: 'added', step: step.id, words };
}

function placeOf(step: Step, flow: Flow): Words {
  const before = flow.steps.find(
    (other) => other.id !== step.id && edgesOf(other).some(({ to }) => to === step.id),
  );
  if (before !== undefined) {
    const label = labelOf(before);
    return { fr: `après ${label.fr}`, en: `after ${label.en}` };
  }
  return flow.start === step.id ? { fr: 'au début', en: 'at the start' } : { fr: 'à part', en: 'on its own' };
}

function turned(before: Step, after: Step): Difference {
  const label = labelOf(after);
  const old = kindWords[before.kind];
  const now = kindWords[after.kind];
  const words = {
    fr: `${label.fr} change de nature (${old.fr} → ${now.fr})\u00a0: ${describeStep(after, 'fr')}`,
    en: `${label.en} changes its kind (${old.en} → ${now.en}): ${describeStep(after, 'en')}`,
  };
  return { kind: 'changed', step: after.id, words };
}
