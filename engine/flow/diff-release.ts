import type { Policies, Release } from '../../schemas/index.ts';
import { canonicalJson } from './canonical.ts';
import { colon, fromTo } from './change.ts';
import { conditionWords } from './condition-words.ts';
import { fieldWords, valueWords } from './diff-field.ts';
import { type Language, quoted, type Words } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Policies in the order of their names in the schema, one sentence each. */
export function policyLines(policies: Policies, language: Language): readonly string[] {
  return Object.entries(policies).map(([key, value]) => {
    return colon(fieldWords(key), valueWords(key, value) ?? quoted(''))[language];
  });
}

/**
 * What differs between two releases beside their flows and their texts: segments, the workspace's
 * policies, its languages and fields, in sentences.
 */
export function surroundingsDifferences(
  before: Omit<Release, 'digest'>,
  after: Omit<Release, 'digest'>,
  language: Language,
): readonly string[] {
  return [...segmentWords(before, after), ...policyWords(before, after), ...settingWords(before, after)].map(
    (words) => words[language],
  );
}

type Surroundings = Omit<Release, 'digest'>;

function segmentWords(before: Surroundings, after: Surroundings): readonly Words[] {
  const old = new Map(before.segments.map((one) => [one.name, one]));
  const now = new Map(after.segments.map((one) => [one.name, one]));
  const said = [...new Set([...now.keys(), ...old.keys()])].flatMap((name) => {
    const [one, other] = [old.get(name), now.get(name)];
    if (canonicalJson(one?.when) === canonicalJson(other?.when)) return [];
    const called = quoted(name);
    const subject = { fr: `le segment ${called.fr}`, en: `the segment ${called.en}` };
    return [
      fromTo(subject, one ? conditionWords(one.when) : null, other ? conditionWords(other.when) : null),
    ];
  });
  const [earlier, kept] = [
    [...old.keys()].filter((name) => now.has(name)),
    [...now.keys()].filter((name) => old.has(name)),
  ];
  if (canonicalJson(earlier) === canonicalJson(kept)) return said;
  const order = kept.join(', ');
  return [...said, { fr: `nouvel ordre des segments (${order})`, en: `new order of segments (${order})` }];
}

function policyWords(before: Surroundings, after: Surroundings): readonly Words[] {
  const old = before.policies as Fields;
  const now = after.policies as Fields;
  return [...new Set([...Object.keys(now), ...Object.keys(old)])]
    .filter((key) => canonicalJson(old[key]) !== canonicalJson(now[key]))
    .map((key) => fromTo(fieldWords(key), valueWords(key, old[key]), valueWords(key, now[key])));
}

function settingWords(before: Surroundings, after: Surroundings): readonly Words[] {
  const languages = { fr: 'les langues des messages', en: 'the languages of messages' };
  const fields = { fr: 'les champs propres à l’entreprise changent', en: 'the company’s own fields change' };
  return [
    ...(canonicalJson(before.languages) === canonicalJson(after.languages)
      ? []
      : [
          fromTo(
            languages,
            valueWords('languages', before.languages),
            valueWords('languages', after.languages),
          ),
        ]),
    ...(canonicalJson(before.customFields) === canonicalJson(after.customFields) ? [] : [fields]),
  ];
}
