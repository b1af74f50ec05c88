import { createCatalogue } from '../../../engine/rules/index.ts';
import type { Visit } from '../visit.ts';

/** A sentence with the names of facts as people call them: `montant ouvert > 5000.00`. */
export function readable({ house, language }: Visit, text: string): string {
  const { facts } = createCatalogue(house.workspace.customFields);
  return text.replaceAll(/\b(?:invoice|customer)\.[\w.]*\w/g, (name) => {
    const fact = facts.find((one) => one.name === name);
    return fact?.label[language] ?? name;
  });
}

/** Ends a sentence that has no end of its own. */
export function sentence(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`;
}
