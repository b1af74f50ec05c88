import type { Comparison, FieldValue, Operator } from '../../schemas/index.ts';
import { formatAmount } from '../../schemas/index.ts';
import { formatDay } from '../calendar/index.ts';
import type { FactType } from './fact.ts';

/** Three-valued: null is *unknown*, because a value is missing. */
export type Truth = boolean | null;

/**
 * Why a condition has its truth: the tree of the condition with the value that each comparison saw.
 * Plain JSON, stored with the decision. Amounts are decimal strings and dates `YYYY-MM-DD`, as in
 * conditions; `saw` is null where the value was missing.
 */
export type Explanation =
  | {
      readonly kind: 'comparison';
      readonly truth: Truth;
      readonly fact: string;
      readonly type: FactType;
      readonly operator: Operator;
      readonly value: Comparison['value'];
      readonly saw: FieldValue | readonly string[] | null;
    }
  | { readonly kind: 'all' | 'any'; readonly truth: Truth; readonly parts: readonly Explanation[] }
  | { readonly kind: 'not'; readonly truth: Truth; readonly part: Explanation };

/** A number that a fact read, written as conditions write it. */
export function writtenNumber(type: 'money' | 'number' | 'date', value: number): string | number {
  if (type === 'money') return formatAmount(value);
  return type === 'date' ? formatDay(value) : value;
}
