import type { Comparison, Condition, Operator } from '../../schemas/index.ts';
import { type Language, plain, type Words } from './words.ts';

const operatorWords: Readonly<Record<Operator, Words>> = {
  equal: plain('='),
  notEqual: plain('≠'),
  lessThan: plain('<'),
  lessThanInclusive: plain('≤'),
  greaterThan: plain('>'),
  greaterThanInclusive: plain('≥'),
  in: { fr: 'parmi', en: 'one of' },
  notIn: { fr: 'hors de', en: 'none of' },
  contains: { fr: 'contient', en: 'contains' },
  doesNotContain: { fr: 'ne contient pas', en: 'does not contain' },
  before: { fr: 'avant', en: 'before' },
  after: { fr: 'après', en: 'after' },
};

/** A condition in one line: `invoice.open > 5000.00 et customer.segment = risque`. */
export function conditionWords(condition: Condition): Words {
  return { fr: write(condition, 'fr', false), en: write(condition, 'en', false) };
}

function write(condition: Condition, language: Language, inside: boolean): string {
  if ('fact' in condition) return writeComparison(condition, language);
  if ('not' in condition) {
    return `${language === 'fr' ? 'non' : 'not'} (${write(condition.not, language, false)})`;
  }
  const parts = 'all' in condition ? condition.all : condition.any;
  const text = parts.map((part) => write(part, language, true)).join(` ${joiner(condition, language)} `);
  return inside && parts.length > 1 ? `(${text})` : text;
}

function joiner(group: { readonly all: unknown } | { readonly any: unknown }, language: Language): string {
  if ('all' in group) return language === 'fr' ? 'et' : 'and';
  return language === 'fr' ? 'ou' : 'or';
}

function writeComparison({ fact, operator, value }: Comparison, language: Language): string {
  return `${fact} ${operatorWords[operator][language]} ${Array.isArray(value) ? value.join(', ') : String(value)}`;
}
