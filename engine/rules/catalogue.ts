import type { CustomField, FieldValue, InvoiceFacts, Workspace } from '../../schemas/index.ts';
import { parseDay } from '../calendar/index.ts';
import type { Fact } from './fact.ts';
import { builtInFacts, filled, inCurrency } from './facts.ts';

type CustomFields = NonNullable<Workspace['customFields']>;
type Holder = 'invoice' | 'customer';

/** The facts that conditions of one workspace can name, and their types. */
export interface Catalogue {
  readonly facts: readonly Fact[];
  get(name: string): Fact | undefined;
}

/**
 * Makes the catalogue of a workspace: the built-in facts, and `invoice.custom.<name>` and
 * `customer.custom.<name>` for each of its custom fields.
 *
 * @example createCatalogue({ customer: { sector: { type: 'text' } } }).get('customer.custom.sector')
 */
export function createCatalogue(customFields: CustomFields | undefined): Catalogue {
  const facts = [
    ...builtInFacts,
    ...customFacts('invoice', customFields?.invoice ?? {}),
    ...customFacts('customer', customFields?.customer ?? {}),
  ];
  const byName = new Map(facts.map((fact) => [fact.name, fact]));
  return { facts, get: (name) => byName.get(name) };
}

function customFacts(holder: Holder, fields: Readonly<Record<string, CustomField>>): readonly Fact[] {
  return Object.entries(fields).map(([name, field]) => customFact(holder, name, field));
}

/** A custom field as a fact; a stored value of another type than the field's is missing. */
function customFact(holder: Holder, field: string, { type, label }: CustomField): Fact {
  const base = { name: `${holder}.custom.${field}`, label: label ?? { fr: field, en: field } };
  const read = (facts: InvoiceFacts): FieldValue | null => {
    const { custom } = facts[holder];
    return Object.hasOwn(custom, field) ? (custom[field] ?? null) : null;
  };
  const text = (facts: InvoiceFacts): string | null => {
    const value = read(facts);
    return typeof value === 'string' ? filled(value) : null;
  };
  switch (type) {
    case 'text':
      return { ...base, type, read: text };
    case 'date':
      return { ...base, type, read: (facts) => parseDay(text(facts) ?? '') };
    case 'boolean':
      return {
        ...base,
        type,
        read: (facts) => (typeof read(facts) === 'boolean' ? read(facts) === true : null),
      };
    case 'number':
      return { ...base, type, read: (facts) => numberOrNull(read(facts), Number.isFinite) };
    case 'money':
      return { ...base, type, read: inCurrency((facts) => numberOrNull(read(facts), Number.isSafeInteger)) };
    default:
      return type satisfies never;
  }
}

function numberOrNull(value: FieldValue | null, accepts: (value: number) => boolean): number | null {
  return typeof value === 'number' && accepts(value) ? value : null;
}
