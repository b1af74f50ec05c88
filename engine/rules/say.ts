import type { Operator } from '../../schemas/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { Explanation, Truth } from './explanation.ts';
import type { FactType } from './fact.ts';

type Seen = Extract<Explanation, { readonly kind: 'comparison' }>;
type Scalar = string | number | boolean;
type Language = 'fr' | 'en';

export interface SayOptions {
  readonly language: Language;
  /** ISO 4217 code of the amounts. */
  readonly currency: string;
}

/** How an operator is said of a value for which it holds. */
const words: Readonly<Record<Operator, Readonly<Record<Language, string>>>> = {
  equal: { fr: '=', en: '=' },
  notEqual: { fr: '≠', en: '≠' },
  lessThan: { fr: '<', en: '<' },
  lessThanInclusive: { fr: '≤', en: '≤' },
  greaterThan: { fr: '>', en: '>' },
  greaterThanInclusive: { fr: '≥', en: '≥' },
  in: { fr: 'parmi', en: 'among' },
  notIn: { fr: 'hors de', en: 'not among' },
  contains: { fr: 'présent', en: 'present' },
  doesNotContain: { fr: 'absent', en: 'absent' },
  before: { fr: 'avant le', en: 'before' },
  after: { fr: 'après le', en: 'after' },
};

/** What holds where an operator does not. */
const opposites: Readonly<Partial<Record<Operator, Operator>>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
};

/**
 * Says in one short sentence why a condition has its truth: the comparisons that settle it, each as
 * what is so. A comparison that does not hold is said by its opposite.
 *
 * @example
 * sayExplanation(explanation, catalogue, { language: 'fr', currency: 'EUR' });
 * // 'montant ouvert 12 480,50 € > 5 000,00 €'
 */
export function sayExplanation(explanation: Explanation, catalogue: Catalogue, options: SayOptions): string {
  const said = decisive(explanation).map((seen) => sayComparison(seen, catalogue, options));
  const texts = [...new Set(said)];
  const last = texts.pop() ?? '';
  return texts.length === 0
    ? last
    : `${texts.join(', ')} ${options.language === 'fr' ? 'et' : 'and'} ${last}`;
}

/** The comparisons without which the truth would be another. */
function decisive(explanation: Explanation): readonly Seen[] {
  if (explanation.kind === 'comparison') return [explanation];
  if (explanation.kind === 'not') return decisive(explanation.part);
  const { kind, truth, parts } = explanation;
  const same = parts.filter((part) => part.truth === truth);
  const settledByOne: Truth = kind === 'any';
  return (truth === settledByOne ? same.slice(0, 1) : same).flatMap(decisive);
}

function sayComparison(seen: Seen, catalogue: Catalogue, options: SayOptions): string {
  const { language } = options;
  const label = catalogue.get(seen.fact)?.label[language] ?? seen.fact;
  const labelled = `${label}${language === 'fr' ? '\u00a0:' : ':'}`;
  if (seen.saw === null || seen.truth === null) {
    return `${label} ${language === 'fr' ? 'inconnu' : 'unknown'}`;
  }
  const write = (value: Scalar) => writeValue(seen.type, value, options);
  const operator = sayOperator(seen.operator, seen.truth, language);
  const limit = [seen.value].flat().map(write).join(', ');
  if (typeof seen.saw === 'boolean') return `${labelled} ${write(seen.saw)}`;
  if (typeof seen.saw === 'object') return `${labelled} ${limit} ${operator}`;
  const found = write(seen.saw);
  return operator === '=' && found === limit
    ? `${label} = ${limit}`
    : `${label} ${found} ${operator} ${limit}`;
}

function sayOperator(operator: Operator, holds: boolean, language: Language): string {
  if (holds) return words[operator][language];
  const opposite = opposites[operator];
  if (opposite !== undefined) return words[opposite][language];
  return `${language === 'fr' ? 'pas' : 'not'} ${words[operator][language]}`;
}

function writeValue(type: FactType, value: Scalar, { language, currency }: SayOptions): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  if (typeof value === 'boolean') return language === 'fr' ? (value ? 'oui' : 'non') : value ? 'yes' : 'no';
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (type === 'date') return value.split('-').reverse().join('/');
  if (type !== 'money') return value;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: 2 });
  return format.format(value as Intl.StringNumericLiteral);
}
