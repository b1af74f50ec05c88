import { balanceFields } from './balance.ts';
import { customerFields } from './customers.ts';
import { paymentFields } from './payments.ts';
import type { FieldSpec } from './spec.ts';

export type { FieldSpec } from './spec.ts';

/** What a file may hold. A new kind is a register of fields here and a reader in `rows.ts`. */
export const fileKinds = ['balance', 'payments', 'customers'] as const;
export type FileKind = (typeof fileKinds)[number];

export const fieldsOf: Readonly<Record<FileKind, Readonly<Record<string, FieldSpec>>>> = {
  balance: balanceFields,
  payments: paymentFields,
  customers: customerFields,
};

/**
 * What a file of each kind cannot do without: of every group, one field at least.
 */
export const needsOf: Readonly<Record<FileKind, readonly (readonly string[])[]>> = {
  balance: [['number'], ['customer', 'customerName'], ['open', 'ageing', 'amount', 'debit']],
  payments: [['on'], ['amount', 'credit'], ['customer', 'customerName', 'invoice']],
  customers: [['customer', 'customerName']],
};

/** The groups of {@link needsOf} of which a mapping has no field. */
export function missingFields(kind: FileKind, mapped: readonly string[]): readonly (readonly string[])[] {
  return needsOf[kind].filter((group) => !group.some((field) => mapped.includes(field)));
}
