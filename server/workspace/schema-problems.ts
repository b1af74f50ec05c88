/**
 * Reads a JSON document by its schema and tells every fault at once with its line: for `palier.json`,
 * `segments.json` and scripts. Flows have `checkFlow`, which knows much more about them.
 */
import type { z } from 'zod';
import { type Document, readDocument } from '../../engine/flow/index.ts';
import { closestName } from '../../engine/rules/index.ts';
import type { Problem } from '../../schemas/index.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

export interface SchemaReading<T> {
  /** The value, where nothing was found. */
  readonly value?: T;
  readonly problems: readonly Problem[];
  readonly document: Document;
}

/**
 * @param ignore Places whose faults somebody else tells, by their pointer.
 */
export function readBySchema<T>(
  text: string,
  schema: z.ZodType<T>,
  ignore: (pointer: string) => boolean = () => false,
): SchemaReading<T> {
  const document = readDocument(text);
  if (document.value === undefined) return { problems: document.problems, document };
  const parsed = schema.safeParse(document.value);
  const found = (parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, schema, document));
  const problems = [...document.problems, ...found.filter(({ path }) => !ignore(path ?? ''))];
  if (!parsed.success || problems.length > 0) return { problems, document };
  return { value: parsed.data, problems, document };
}

/** The line of a value or, where it is missing, of the nearest thing around it. */
export function lineAt(document: Document, pointer: string): number {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const line = document.lineOf(at);
    if (line !== undefined) return line;
  }
  return 1;
}

function pointerTo(parts: Path): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function problemsOf(issue: Issue, schema: z.ZodType, document: Document): readonly Problem[] {
  const put = (code: string, path: Path, message: string): Problem => {
    const pointer = pointerTo(path);
    return { code, message, path: pointer, line: lineAt(document, pointer), severity: 'error' };
  };
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const near = closestName(key, known);
      const hint = near === null ? '' : ` Did you mean "${near}"?`;
      const list = known.length === 0 ? '' : ` Known keys: ${known.join(', ')}.`;
      return put('unknown-key', [...issue.path, key], `"${key}" means nothing here.${hint}${list}`);
    });
  }
  const value = valueAt(document.value, issue.path);
  const name = String(issue.path.at(-1) ?? 'The document');
  const expected = descriptionAt(schema, issue.path) ?? `${issue.message}.`;
  if (value === undefined) return [put('missing-key', issue.path, `"${name}" is missing. ${expected}`)];
  const code = issue.code === 'invalid_type' ? 'wrong-type' : 'bad-value';
  return [put(code, issue.path, `"${name}" is ${shown(value)}. ${expected}`)];
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[part] : undefined,
    value,
  );
}

/** What a schema holds inside, whichever of its kinds it is. */
interface Inside {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly unwrap?: () => z.ZodType;
  readonly description?: string;
}

function unwrapped(schema: z.ZodType): z.ZodType {
  const { element, unwrap } = schema as Inside;
  return element === undefined && unwrap !== undefined ? unwrapped(unwrap.call(schema)) : schema;
}

function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((outer, part) => {
    if (outer === undefined) return undefined;
    const { shape, element, valueType } = unwrapped(outer) as Inside;
    return shape?.[String(part)] ?? element ?? valueType;
  }, schema);
}

function descriptionAt(schema: z.ZodType, path: Path): string | undefined {
  const found = schemaAt(schema, path) as Inside | undefined;
  return found?.description ?? (found === undefined ? undefined : unwrapped(found as z.ZodType).description);
}

function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  const found = schemaAt(schema, path);
  return found === undefined ? [] : Object.keys((unwrapped(found) as Inside).shape ?? {});
}
