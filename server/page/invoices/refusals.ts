import { html } from 'hono/html';
import { createCatalogue, type Explanation, sayExplanation } from '../../../engine/rules/index.ts';
import type { InvoiceLine } from '../../../store/index.ts';
import { type Content, short } from '../parts/html.ts';
import type { Both, Visit } from '../visit.ts';

interface Refusal {
  readonly flow?: string;
  readonly why: string;
  readonly explanation?: Explanation | null;
}

const words: Both<Readonly<Record<string, string>>> = {
  fr: { currency: 'autre devise', 'not-in-trial': 'hors de l’essai' },
  en: { currency: 'another currency', 'not-in-trial': 'not in the trial' },
};

/** Why each flow did not take an invoice. */
export function refusals({ house, language }: Visit, { noFlow, currency }: InvoiceLine): Content {
  const list = Array.isArray(noFlow) ? (noFlow as readonly Refusal[]) : [];
  const catalogue = createCatalogue(house.workspace.customFields);
  return list.map(({ flow, why, explanation }) => {
    const said =
      explanation == null
        ? (words[language][why] ?? why)
        : sayExplanation(explanation, catalogue, { language, currency });
    return html`<span class="seen">${flow === undefined ? null : html`${short(flow, 60)}<span class="dot"> · </span>`}${short(said, 300)}</span>`;
  });
}
