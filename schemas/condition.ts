import { z } from 'zod';

/** Every operator of the catalogue; which fit a fact depends on its type (`engine/rules`). */
export const operators = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'before',
  'after',
] as const;

export const Operator = z.enum(operators);
export type Operator = z.infer<typeof Operator>;

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

export const Comparison = z
  .strictObject({
    fact: z.string().describe('A fact of the catalogue, such as `invoice.open` or `customer.segment`.'),
    operator: Operator,
    value: z
      .union([Scalar, z.array(Scalar).min(1)])
      .describe('Money as a decimal string, dates as `YYYY-MM-DD`.'),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof Comparison>;

export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** A comparison, or a group with exactly one of `all`, `any`, `not`, never empty. */
export const Condition: z.ZodType<Condition> = z
  .union([
    Comparison,
    z.strictObject({
      get all() {
        return z.array(Condition).min(1);
      },
    }),
    z.strictObject({
      get any() {
        return z.array(Condition).min(1);
      },
    }),
    z.strictObject({
      get not() {
        return Condition;
      },
    }),
  ])
  .meta({
    id: 'Condition',
    description: 'A comparison, or a group with exactly one of `all`, `any` or `not`.',
  });
