import { amountPattern, type Comparison, type Operator, parseAmount } from '../../schemas/index.ts';
import { parseDay } from '../calendar/index.ts';
import type { FactType } from './fact.ts';

type Written = Comparison['value'];

/** The amount or number or day that a condition compares with, as `Fact` reads it; null where the value is of another type. */
export function numberLimit(type: 'money' | 'number' | 'date', value: Written): number | null {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  if (type === 'date') return parseDay(value);
  if (!amountPattern.test(value)) return null;
  const minor = parseAmount(value);
  return Number.isSafeInteger(minor) ? minor : null;
}

/** The texts that a condition names: a list for `in` and `notIn`, a single one for the others. */
export function textLimit(operator: Operator, value: Written): ReadonlySet<string> | null {
  const many = operator === 'in' || operator === 'notIn';
  if (many !== Array.isArray(value)) return null;
  const texts = [value].flat();
  const accepted = texts.filter((text) => typeof text === 'string' && text !== '') as readonly string[];
  return texts.length > 0 && accepted.length === texts.length ? new Set(accepted) : null;
}

export function isFitting(type: FactType, operator: Operator, value: Written): boolean {
  switch (type) {
    case 'money':
    case 'number':
    case 'date':
      return numberLimit(type, value) !== null;
    case 'text':
      return textLimit(operator, value) !== null;
    case 'list':
      return typeof value === 'string' && value !== '';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return type satisfies never;
  }
}

/** What would be accepted in place of a value that does not fit. */
export function acceptedFor(type: FactType, operator: Operator): string {
  switch (type) {
    case 'money':
      return 'an amount as a decimal string, like "1250.00"';
    case 'number':
      return 'a number without quotation marks, like 30';
    case 'date':
      return 'an existing date between 1900 and 2199, like "2026-11-30"';
    case 'text':
      return operator === 'in' || operator === 'notIn'
        ? 'a list of texts, like ["FR", "BE"]'
        : 'one text, like "FR"';
    case 'list':
      return 'one text, like "litige"';
    case 'boolean':
      return 'true or false, without quotation marks';
    default:
      return type satisfies never;
  }
}
