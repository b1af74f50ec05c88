import { operators } from '../../schemas/index.ts';
import { type Finding, fault } from './finding.ts';
import { escapePointer } from './pointer.ts';
import { excerpt, suggestion } from './sentences.ts';

type Raw = Readonly<Record<string, unknown>>;

const groups = ['all', 'any', 'not'] as const;
const parts = ['fact', 'operator', 'value'] as const;

/**
 * Faults in the shape of a condition: what json-rules-engine would swallow without a word. Facts and
 * the types of their values are checked in `engine/rules`.
 *
 * @param raw Any JSON value, nested as deep as `readDocument` allows.
 * @param path JSON pointer of the condition.
 */
export function conditionFaults(raw: unknown, path: string): readonly Finding[] {
  if (raw === undefined) {
    return [
      fault('missing-key', path, 'A condition is missing: a comparison, or a group "all", "any" or "not".'),
    ];
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return [fault('wrong-type', path, `A condition is an object, not ${excerpt(raw)}.`)];
  }
  const condition = raw as Raw;
  const named = groups.filter((group) => Object.hasOwn(condition, group));
  const [group] = named;
  if (group === undefined) return comparisonFaults(condition, path);
  return [
    ...mixtureFaults(condition, named, path),
    ...named.flatMap((name) => groupFaults(condition, name, path)),
  ];
}

function mixtureFaults(condition: Raw, named: readonly string[], path: string): readonly Finding[] {
  const others = Object.keys(condition).filter((key) => key !== named[0]);
  if (others.length === 0) return [];
  const keys = others.map((key) => excerpt(key)).join(', ');
  return [
    fault(
      'mixed-group',
      path,
      `"${named[0]}" stands beside ${keys}; a group has exactly one of "all", "any", "not" and nothing else.`,
    ),
  ];
}

function groupFaults(condition: Raw, group: (typeof groups)[number], path: string): readonly Finding[] {
  const inside = condition[group];
  const place = `${path}/${group}`;
  if (group === 'not') return conditionFaults(inside ?? null, place);
  if (!Array.isArray(inside)) {
    return [fault('wrong-type', place, `"${group}" holds a list of conditions, not ${excerpt(inside)}.`)];
  }
  if (inside.length === 0) {
    return [
      fault('empty-group', place, `"${group}" is empty; put at least one condition in it, or remove it.`),
    ];
  }
  return inside.flatMap((part: unknown, index) => conditionFaults(part, `${place}/${index}`));
}

function comparisonFaults(comparison: Raw, path: string): readonly Finding[] {
  const missing = parts
    .filter((part) => comparison[part] === undefined)
    .map((part) =>
      fault('missing-key', path, `A comparison needs "fact", "operator" and "value"; "${part}" is missing.`),
    );
  const unknown = Object.keys(comparison)
    .filter((key) => !parts.some((part) => part === key))
    .map((key) =>
      fault(
        'unknown-key',
        `${path}/${escapePointer(key)}`,
        `${excerpt(key)} is no key of a comparison, which has "fact", "operator" and "value".${suggestion(key, [...parts, ...groups])}`,
      ),
    );
  return [
    ...missing,
    ...unknown,
    ...factFaults(comparison, path),
    ...operatorFaults(comparison, path),
    ...valueFaults(comparison, path),
  ];
}

function factFaults({ fact }: Raw, path: string): readonly Finding[] {
  if (fact === undefined || typeof fact === 'string') return [];
  return [
    fault('wrong-type', `${path}/fact`, `"fact" is the name of a fact as a text, not ${excerpt(fact)}.`),
  ];
}

function operatorFaults({ operator }: Raw, path: string): readonly Finding[] {
  if (operator === undefined) return [];
  const place = `${path}/operator`;
  if (typeof operator !== 'string') {
    return [fault('wrong-type', place, `"operator" is a text, not ${excerpt(operator)}.`)];
  }
  if (operators.some((known) => known === operator)) return [];
  return [
    fault(
      'unknown-operator',
      place,
      `${excerpt(operator)} is no operator; there are ${operators.join(', ')}.${suggestion(operator, operators)}`,
    ),
  ];
}

function valueFaults({ value }: Raw, path: string): readonly Finding[] {
  if (value === undefined || isScalar(value)) return [];
  const place = `${path}/value`;
  if (!Array.isArray(value)) {
    return [
      fault(
        'wrong-type',
        place,
        `"value" is a text, a number, true or false, or a list of them, not ${excerpt(value)}.`,
      ),
    ];
  }
  if (value.length === 0)
    return [fault('too-short', place, '"value" is an empty list; put at least one value in it.')];
  return value.flatMap((item: unknown, index) =>
    isScalar(item)
      ? []
      : [
          fault(
            'wrong-type',
            `${place}/${index}`,
            `A value is a text, a number, true or false, not ${excerpt(item)}.`,
          ),
        ],
  );
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
