import type { StuckRun, StuckWhy } from '../../../workers/temporal/stuck-run.ts';
import type { Words } from '../refusal.ts';

const words: Readonly<Record<StuckWhy, Words>> = {
  'no-workflow': { fr: 'inconnu de Temporal', en: 'unknown to Temporal' },
  'workflow-failing': { fr: 'son parcours échoue', en: 'its workflow fails' },
  'activity-failing': { fr: 'ce qu’il demande échoue', en: 'what it asks for fails' },
  'not-taken-up': { fr: 'aucun worker ne l’a pris', en: 'no worker has taken it up' },
};

/** What a person reads of it is short: the rest stands in the server’s own pages. */
const longest = 120;

/** Why runs do not go on, one sentence a reason, with an example. */
export function sayStuck(
  stuck: readonly StuckRun[],
  numberOf: (run: string) => string,
): { readonly fr: readonly string[]; readonly en: readonly string[] } {
  const groups = [...Map.groupBy(stuck, ({ why }) => why)];
  const say = (language: 'fr' | 'en') =>
    groups.map(([why, own]) => {
      const [first] = own;
      const tries = first === undefined || first.attempt < 2 ? '' : `, ${first.attempt} ×`;
      const said = first === undefined || first.said === '' ? '' : `, ${first.said.slice(0, longest)}`;
      const example = first === undefined ? '' : ` (${numberOf(first.run)}${tries}${said})`;
      return `${own.length} × ${words[why][language]}${example}`;
    });
  return { fr: say('fr'), en: say('en') };
}
