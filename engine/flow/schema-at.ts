import { z } from 'zod';
import { Flow } from '../../schemas/index.ts';

/** What the schema says of one place in a flow. */
export interface Place {
  readonly description: string | undefined;
  /** Keys that an object may have here. */
  readonly keys: readonly string[];
  /** The pattern that a text must match here, as the schema reports it. */
  readonly pattern: string | undefined;
}

/**
 * Follows a path through the schema of a flow. Where several shapes are possible, that of the step's
 * kind or the one that has the key is taken.
 *
 * @param path Keys and places from the document's top.
 * @param document The document, which tells kinds.
 */
export function placeAt(path: readonly PropertyKey[], document: unknown): Place {
  let schema: z.core.$ZodType | undefined = Flow;
  let value = document;
  let description: string | undefined;
  for (const key of [...path, null]) {
    if (schema === undefined) return { description: undefined, keys: [], pattern: undefined };
    description = descriptionOf(schema);
    schema = shapeOf(schema, value);
    if (key === null) break;
    schema = memberOf(schema, key);
    value =
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  }
  return {
    description: description ?? (schema === undefined ? undefined : descriptionOf(schema)),
    keys: schema instanceof z.ZodObject ? Object.keys(schema.shape) : [],
    pattern: patternOf(schema),
  };
}

function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  return own ?? (schema instanceof z.ZodOptional ? descriptionOf(schema.unwrap()) : undefined);
}

function patternOf(schema: z.core.$ZodType | undefined): string | undefined {
  const checks = schema instanceof z.ZodString ? (schema.def.checks ?? []) : [];
  for (const check of checks) {
    const { pattern } = check._zod.def as { readonly pattern?: RegExp };
    if (pattern !== undefined) return String(pattern);
  }
  return undefined;
}

/** Takes optional wrappers off and chooses among alternatives. */
function shapeOf(schema: z.core.$ZodType, value: unknown): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional) return shapeOf(schema.unwrap(), value);
  if (!(schema instanceof z.ZodUnion)) return schema;
  const { discriminator } = schema.def as { readonly discriminator?: string };
  if (discriminator === undefined) return schema.options.find((option) => option instanceof z.ZodObject);
  const kind =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[discriminator] : null;
  return schema.options.find((option) => {
    const literal: unknown = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
    return literal instanceof z.ZodLiteral && literal.value === kind;
  });
}

function memberOf(schema: z.core.$ZodType | undefined, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<PropertyKey, z.core.$ZodType>)[key];
  if (schema instanceof z.ZodArray) return schema.element;
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}
