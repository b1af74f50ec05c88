import type { z } from 'zod';
import { Flow } from '../../schemas/index.ts';
import { type Finding, fault } from './finding.ts';
import { formatOf } from './formats.ts';
import { escapePointer, pointerOf } from './pointer.ts';
import { placeAt } from './schema-at.ts';
import { alternatives, excerpt, suggestion } from './sentences.ts';

type Issue = z.core.$ZodIssue;

/** A fault of shape, with the path as the schema gives it. */
export interface ShapeFault extends Finding {
  readonly parts: readonly PropertyKey[];
}

/**
 * Everything in a document that the schema of flows refuses, in sentences. Conditions are left out:
 * `conditionFaults` tells more about them.
 */
export function shapeFaults(document: unknown): readonly ShapeFault[] {
  const result = Flow.safeParse(document);
  const issues = result.error?.issues ?? [];
  return issues
    .filter((issue) => !isInCondition(issue.path))
    .flatMap((issue) => translate(issue, issue.path, document));
}

/** Whether a path leads to a condition or into one. */
export function isInCondition(path: readonly PropertyKey[]): boolean {
  return (
    (path[0] === 'entry' && path[1] === 'when') ||
    (path[0] === 'steps' && path[2] === 'cases' && path[4] === 'when')
  );
}

function translate(issue: Issue, parts: readonly PropertyKey[], document: unknown): readonly ShapeFault[] {
  const path = pointerOf(parts);
  const say = (finding: Finding): ShapeFault => ({ ...finding, parts });
  const value = valueAt(document, parts);
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, parts, document);
  if (issue.code === 'invalid_union') return ofUnion(issue, parts, document);
  const { description, pattern } = placeAt(parts, document);
  const isText = issue.code === 'invalid_type' && issue.expected === 'string' && pattern !== undefined;
  const expected = isText ? formatOf({ pattern }).expected : expectationOf(issue);
  if (value === undefined) {
    const what = `${excerpt(parts.at(-1))} is missing; expected: ${expected}.`;
    return [say(fault('missing-key', path, description === undefined ? what : `${what} ${description}`))];
  }
  const name = nameOf(parts);
  const wrong = `${name} is ${excerpt(value)}; expected: ${expected}.`;
  switch (issue.code) {
    case 'invalid_type':
      return [say(fault('wrong-type', path, wrong))];
    case 'invalid_value':
      return [
        say(fault('unknown-value', path, `${wrong}${suggestion(String(value), issue.values.map(String))}`)),
      ];
    case 'invalid_format':
      return [say(fault(formatOf(issue).code, path, wrong))];
    case 'too_small':
      return [
        say(
          fault(
            issue.origin === 'number' || issue.origin === 'int' ? 'out-of-range' : 'too-short',
            path,
            wrong,
          ),
        ),
      ];
    case 'too_big':
      return [
        say(
          fault(
            issue.origin === 'number' || issue.origin === 'int' ? 'out-of-range' : 'too-many',
            path,
            wrong,
          ),
        ),
      ];
    case 'custom':
      return [
        say(fault('reserved-id', path, `${name} is ${excerpt(value)}; ${issue.message}, choose another id.`)),
      ];
    case 'invalid_key':
      return [
        say(
          fault(
            'bad-value',
            path,
            `${excerpt(parts.at(-1))} cannot stand here; expected: a text of 1 to 100 characters.`,
          ),
        ),
      ];
    default:
      return [say(fault('bad-value', path, wrong))];
  }
}

/** What would have been right, as the end of a sentence. */
function expectationOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords[issue.expected] ?? `a value of type ${issue.expected}`;
    case 'invalid_value':
      return alternatives(issue.values.map(String));
    case 'invalid_format':
      return formatOf(issue).expected;
    case 'too_small':
      return `at least ${issue.minimum}${sizeWords[issue.origin] ?? ''}`;
    case 'too_big':
      return `at most ${issue.maximum}${sizeWords[issue.origin] ?? ''}`;
    case 'invalid_union':
      return issue.errors
        .map((errors) => (errors[0] === undefined ? '' : expectationOf(errors[0])))
        .join(', or ');
    default:
      return 'another value';
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const sizeWords: Readonly<Record<string, string>> = { array: ' in the list', string: ' characters' };

function unknownKeys(
  keys: readonly string[],
  parts: readonly PropertyKey[],
  document: unknown,
): readonly ShapeFault[] {
  const known = placeAt(parts, document).keys;
  const list = known.length === 0 ? '' : ` Known keys: ${known.join(', ')}.`;
  return keys.map((key) => ({
    ...fault(
      'unknown-key',
      `${pointerOf(parts)}/${escapePointer(key)}`,
      `${excerpt(key)} means nothing here.${suggestion(key, known)}${list}`,
    ),
    parts: [...parts, key],
  }));
}

/** Of several shapes, those whose outermost type fits tell the fault; where none fits, all are named. */
function ofUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  parts: readonly PropertyKey[],
  document: unknown,
): readonly ShapeFault[] {
  const { options } = issue as { readonly options?: readonly unknown[] };
  if (issue.errors.length === 0) return unknownKind((options ?? []).map(String), parts, document);
  const inner = issue.errors.find((errors) =>
    errors.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  if (inner !== undefined)
    return inner.flatMap((each) => translate(each, [...parts, ...each.path], document));
  const value = valueAt(document, parts);
  const words = issue.errors.flatMap((errors) =>
    errors.flatMap((each) => (each.code === 'invalid_value' ? each.values.map(String) : [])),
  );
  const code =
    value === undefined
      ? 'missing-key'
      : words.length > 0 && typeof value === 'string'
        ? 'unknown-value'
        : 'wrong-type';
  const message = `${nameOf(parts)} is ${excerpt(value)}; expected: ${expectationOf(issue)}.${suggestion(String(value), words)}`;
  return [{ ...fault(code, pointerOf(parts), message), parts }];
}

function unknownKind(
  kinds: readonly string[],
  parts: readonly PropertyKey[],
  document: unknown,
): readonly ShapeFault[] {
  const value = valueAt(document, parts);
  const path = pointerOf(parts);
  const list = `Kinds: ${kinds.join(', ')}.`;
  const finding =
    value === undefined
      ? fault('missing-key', path, `"kind" is missing; it says what the step does. ${list}`)
      : fault(
          'unknown-kind',
          path,
          `${excerpt(value)} is no kind of step.${suggestion(String(value), kinds)} ${list}`,
        );
  return [{ ...finding, parts }];
}

function nameOf(parts: readonly PropertyKey[]): string {
  const last = parts.at(-1);
  if (last === undefined) return 'The document';
  return typeof last === 'number' ? `Entry ${last + 1} of "${String(parts.at(-2))}"` : `"${String(last)}"`;
}

function valueAt(document: unknown, parts: readonly PropertyKey[]): unknown {
  return parts.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    document,
  );
}
