import { html } from 'hono/html';
import { type Explanation, sayExplanation } from '../../../engine/rules/index.ts';
import type { DecisionLine } from '../../../store/index.ts';
import type { LoadedRelease } from '../../../workers/carry/index.ts';
import { type Html, joined, short } from '../parts/html.ts';
import type { Visit } from '../visit.ts';

interface Looked {
  readonly case: string;
  readonly explanation: Explanation;
}

/** Each case that a branch looked at, with the values that it saw. */
export function explainDecision(
  { language }: Visit,
  { catalogue, prepared }: LoadedRelease,
  { explanation }: DecisionLine,
): Html {
  const looked = Array.isArray(explanation) ? (explanation as readonly Looked[]) : [];
  const options = { language, currency: prepared.plan.currency };
  const said = looked.map(({ case: name, explanation: tree }) => {
    const mark = tree.truth === true ? '✓' : tree.truth === false ? '✗' : '?';
    const word = truthWords[language][mark];
    return html`<span class="seen"><span aria-label="${word}">${mark}</span> ${short(name, 60)}<span class="dot"> · </span>${short(sayExplanation(tree, catalogue, options), 300)}</span>`;
  });
  return html`${joined(said)}`;
}

const truthWords = {
  fr: { '✓': 'vrai', '✗': 'faux', '?': 'inconnu' },
  en: { '✓': 'true', '✗': 'false', '?': 'unknown' },
} as const;

/** The branch's decision that a line of the trace came from. */
export function decisionOf(
  decisions: readonly DecisionLine[],
  line: { readonly step: string; readonly visit: number; readonly at: number },
): DecisionLine | undefined {
  return decisions.findLast(({ ask, command, at }) => {
    const [, step, visit] = command.split('/');
    return ask === 'which' && step === line.step && visit === String(line.visit) && at <= line.at;
  });
}
