import type { StepKind, StepOf } from '../../../schemas/index.ts';
import { performStep } from '../draft.ts';
import { go } from '../go.ts';
import { rule, type StepRule } from './rule.ts';

type Performing = {
  [K in StepKind]: StepOf<K> extends { readonly next: string } ? K : never;
}[StepKind];

/** A step that changes the world once and goes on: every channel, `notify`, `set` and `handoff`. */
export function performing<K extends Performing>(kind: K, contact: boolean): StepRule<StepOf<K>> {
  return rule(kind, {
    contact,
    enter: (d) => performStep(d),
    performed: (d, step) => go(d, (step as { readonly next: string }).next),
    ordered: (step, order) => (order === 'skip' ? (step as { readonly next: string }).next : null),
  });
}
