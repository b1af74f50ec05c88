import type { Condition, Role, Tone } from '../../schemas/index.ts';
import { canonicalJson } from './canonical.ts';
import { conditionWords } from './condition-words.ts';
import { durationWords } from './moment.ts';
import { assigneeWords, listed, plain, quoted, roleWords, toneWords, type Words } from './words.ts';

/** What people call the keys of a flow. */
const names: Readonly<Record<string, Words>> = {
  to: { fr: 'le destinataire', en: 'the recipient' },
  cc: { fr: 'la copie', en: 'the copy' },
  tone: { fr: 'le ton', en: 'the tone' },
  message: { fr: 'le message', en: 'the message' },
  script: { fr: 'le script', en: 'the script' },
  attach: { fr: 'la pièce jointe', en: 'the attachment' },
  assign: { fr: 'la tâche', en: 'the task' },
  who: { fr: 'la personne', en: 'the person' },
  within: { fr: 'le délai', en: 'the time limit' },
  question: { fr: 'la question', en: 'the question' },
  url: { fr: 'l’adresse', en: 'the address' },
  tag: { fr: 'l’étiquette posée', en: 'the tag added' },
  untag: { fr: 'l’étiquette retirée', en: 'the tag removed' },
  stage: { fr: 'le stade', en: 'the stage' },
  owner: { fr: 'le responsable', en: 'the owner' },
  outcome: { fr: 'le résultat', en: 'the outcome' },
  despite: { fr: 'l’exception aux suspensions', en: 'the exception from holds' },
  since: { fr: 'le point de départ', en: 'the starting point' },
  weight: { fr: 'la part', en: 'the share' },
  when: { fr: 'la condition', en: 'the condition' },
  on: { fr: 'l’événement', en: 'the event' },
  cases: { fr: 'les cas', en: 'the cases' },
  outcomes: { fr: 'les issues', en: 'the outcomes' },
  variants: { fr: 'les variantes', en: 'the variants' },
  next: { fr: 'la suite', en: 'the way on' },
  else: { fr: 'la voie par défaut', en: 'the way otherwise' },
  unknown: { fr: 'la voie si une valeur manque', en: 'the way where a value is missing' },
  timeout: { fr: 'la voie sans réponse', en: 'the way on silence' },
  approved: { fr: 'la voie si accepté', en: 'the way if approved' },
  refused: { fr: 'la voie si refusé', en: 'the way if refused' },
  bounced: { fr: 'la voie si le message revient', en: 'the way if it bounces' },
  unreachable: { fr: 'la voie sans adresse', en: 'the way without an address' },
  currency: { fr: 'la devise', en: 'the currency' },
  id: { fr: 'l’identifiant', en: 'the id' },
  start: { fr: 'le début', en: 'the start' },
  entry: { fr: 'la condition d’entrée', en: 'the entry condition' },
  window: { fr: 'la fenêtre d’envoi', en: 'the send window' },
  slot: { fr: 'le créneau de regroupement', en: 'the slot' },
  cap: { fr: 'le plafond de contacts', en: 'the cap' },
  minimumGap: { fr: 'l’écart minimal', en: 'the minimum gap' },
  floor: { fr: 'le montant minimal', en: 'the floor' },
  grouping: { fr: 'le regroupement', en: 'the grouping' },
  formalAlone: { fr: 'l’envoi seul des mises en demeure', en: 'formal messages going alone' },
  freshness: { fr: 'la fraîcheur des données', en: 'the freshness' },
  lateStart: { fr: 'le rattrapage', en: 'the late start' },
  deferAtMost: { fr: 'le report maximal', en: 'the longest deferral' },
  promiseAtMost: { fr: 'le délai total par promesses', en: 'the total delay by promises' },
  visits: { fr: 'le nombre de passages', en: 'the number of visits' },
  spread: { fr: 'l’étalement', en: 'the spread' },
};

/** What people call a key. */
export function fieldWords(key: string): Words {
  return names[key] ?? quoted(key);
}

/** How the values of some keys are said; the others are told by {@link valueWords} as they are. */
const sayings: Readonly<Record<string, (value: never) => Words>> = {
  tone: (tone: Tone) => toneWords[tone],
  to: (to: string | readonly Role[]) => (typeof to === 'string' ? quoted(to) : roleWords(to)),
  cc: (cc: readonly Role[]) => roleWords(cc),
  assign: (who: string) => assigneeWords(who),
  who: (who: string) => assigneeWords(who),
  within: (duration: string) => durationWords(duration),
  when: (condition: Condition) => conditionWords(condition),
  cap: (cap: 'none' | { readonly atMost: number; readonly per: string }) => capWords(cap),
  message: (message: string) => quoted(message),
  script: (script: string) => quoted(script),
  next: (id: string) => quoted(id),
};

/** Words of the vocabulary that stand as values, where they are not said by their key. */
const values: Readonly<Record<string, Words>> = {
  invoice: { fr: 'facture', en: 'invoice' },
  customer: { fr: 'client', en: 'customer' },
  compress: { fr: 'resserrer', en: 'compress' },
  skip: { fr: 'sauter', en: 'skip' },
  none: { fr: 'aucun', en: 'none' },
  promised: { fr: 'promesse', en: 'promise' },
  disputed: { fr: 'litige', en: 'dispute' },
  completed: { fr: 'terminé', en: 'completed' },
  'handed-over': { fr: 'transmis', en: 'handed over' },
};

/** Keys whose values are such words; elsewhere the same text is somebody’s own. */
const spoken: ReadonlySet<string> = new Set([
  'attach',
  'grouping',
  'lateStart',
  'slot',
  'despite',
  'outcome',
]);

/** The value of a key in words; null where it is absent. */
export function valueWords(key: string, value: unknown): Words | null {
  if (value === undefined) return null;
  const saying = sayings[key];
  if (saying !== undefined) return saying(value as never);
  if (typeof value === 'boolean') return value ? { fr: 'oui', en: 'yes' } : { fr: 'non', en: 'no' };
  if (typeof value === 'string') return textWords(key, value);
  if (Array.isArray(value)) return listed(value.map((item) => textWords(key, String(item))));
  return plain(canonicalJson(value));
}

function textWords(key: string, value: string): Words {
  return (spoken.has(key) ? values[value] : undefined) ?? durationWords(value);
}

function capWords(cap: 'none' | { readonly atMost: number; readonly per: string }): Words {
  if (cap === 'none') return { fr: 'aucun', en: 'none' };
  const per = durationWords(cap.per);
  return { fr: `${cap.atMost} par ${per.fr}`, en: `${cap.atMost} per ${per.en}` };
}
