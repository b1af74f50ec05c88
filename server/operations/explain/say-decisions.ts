import { type Explanation, sayExplanation } from '../../../engine/rules/index.ts';
import type { DecisionLine } from '../../../store/index.ts';
import type { LoadedRelease } from '../../../workers/carry/index.ts';

export interface SaidDecision {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly step: string;
  /** The name of the way taken. */
  readonly took: string;
  /** Each case looked at, with the values that it saw. */
  readonly because: readonly {
    readonly case: string;
    readonly truth: boolean | null;
    readonly said: string;
  }[];
}

interface Looked {
  readonly case: string;
  readonly explanation: Explanation;
}

/** The branches that a run has come through, oldest first. */
export function sayDecisions(
  decisions: readonly DecisionLine[],
  { catalogue, prepared, release }: LoadedRelease,
  language: 'fr' | 'en',
): readonly SaidDecision[] {
  const options = { language, currency: prepared.plan.currency };
  return decisions.flatMap(({ at, command, answer, explanation }): readonly SaidDecision[] => {
    if (answer.ask !== 'which' || 'problem' in answer) return [];
    const [, id = ''] = command.split('/');
    const step = release.flow.steps.find((one) => one.id === id);
    const looked = Array.isArray(explanation) ? (explanation as readonly Looked[]) : [];
    const because = looked.map(({ case: name, explanation: tree }) => ({
      case: name,
      truth: tree.truth,
      said: sayExplanation(tree, catalogue, options),
    }));
    return [{ at, step: step?.name ?? id, took: wayOf(answer.way, answer.case, language), because }];
  });
}

function wayOf(way: 'case' | 'else' | 'unknown', name: string | undefined, language: 'fr' | 'en'): string {
  if (way === 'case') return name ?? '';
  if (way === 'else') return language === 'fr' ? 'sinon' : 'otherwise';
  return language === 'fr' ? 'inconnu' : 'unknown';
}
