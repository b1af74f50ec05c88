import { createCatalogue, type Explanation, sayExplanation } from '../../../engine/rules/index.ts';
import type { Workspace } from '../../../schemas/index.ts';
import type { InvoiceLine } from '../../../store/index.ts';

interface Reason {
  readonly flow?: string;
  readonly why: string;
  readonly explanation?: Explanation | null;
}

export interface SaidNoFlow {
  /** Null where the reason is not one of a flow. */
  readonly flow: string | null;
  readonly said: string;
}

const words: Readonly<Record<'fr' | 'en', Readonly<Record<string, string>>>> = {
  fr: { currency: 'autre devise', 'not-in-trial': 'hors de l’essai (--only)' },
  en: { currency: 'another currency', 'not-in-trial': 'not in the trial (--only)' },
};

/** Why each flow did not take an invoice, in the order in which they were asked. */
export function sayNoFlow(
  { noFlow, currency }: Pick<InvoiceLine, 'noFlow' | 'currency'>,
  customFields: Workspace['customFields'],
  language: 'fr' | 'en',
): readonly SaidNoFlow[] {
  const reasons = Array.isArray(noFlow) ? (noFlow as readonly Reason[]) : [];
  const catalogue = createCatalogue(customFields);
  return reasons.map(({ flow, why, explanation }) => ({
    flow: flow ?? null,
    said:
      explanation == null
        ? (words[language][why] ?? why)
        : sayExplanation(explanation, catalogue, { language, currency }),
  }));
}
