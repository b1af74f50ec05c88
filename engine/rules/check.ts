import type { Comparison, Condition, Problem } from '../../schemas/index.ts';
import type { Catalogue } from './catalogue.ts';
import { closestName } from './closest.ts';
import type { Fact } from './fact.ts';
import { acceptedFor, isFitting } from './limit.ts';
import { operatorsOf } from './operators.ts';

const groups = ['all', 'any', 'not'] as const;

/**
 * Everything wrong with a condition, in reading order: `condition-shape`, `unknown-fact`,
 * `operator-not-for-type`, `value-not-for-type`, `absurd-date`. A condition without problems compiles.
 *
 * @param path JSON pointer of the condition in its document; problems carry pointers below it.
 */
export function checkCondition(condition: Condition, catalogue: Catalogue, path: string): readonly Problem[] {
  const shape = checkShape(condition, path);
  if (shape !== null) return [shape];
  if ('fact' in condition) return checkComparison(condition, catalogue, path);
  if ('not' in condition) return checkCondition(condition.not, catalogue, `${path}/not`);
  const [name, parts] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
  return parts.flatMap((part, index) => checkCondition(part, catalogue, `${path}/${name}/${index}`));
}

/** A draft can hold what the schema refuses: an empty group, or two groups in one. */
function checkShape(condition: Condition, path: string): Problem | null {
  const problem = (message: string): Problem => ({ code: 'condition-shape', message, path });
  const found = groups.filter((name) => name in condition);
  if ('fact' in condition && found.length === 0) return null;
  if (found.length !== 1 || 'fact' in condition) {
    return problem('a condition is a comparison, or exactly one of "all", "any" and "not"');
  }
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
  return parts !== null && parts.length === 0
    ? problem(`"${found[0]}" is empty; write at least one condition in it`)
    : null;
}

function checkComparison(comparison: Comparison, catalogue: Catalogue, path: string): readonly Problem[] {
  const fact = catalogue.get(comparison.fact);
  if (fact === undefined) return [unknownFact(comparison.fact, catalogue, path)];
  if (!operatorsOf[fact.type].includes(comparison.operator)) {
    return [
      {
        code: 'operator-not-for-type',
        message: `"${comparison.operator}" does not fit "${fact.name}" (${fact.type}); use ${operatorsOf[fact.type].join(', ')}`,
        path: `${path}/operator`,
      },
    ];
  }
  return isFitting(fact.type, comparison.operator, comparison.value)
    ? []
    : [unfitValue(comparison, fact, `${path}/value`)];
}

function unknownFact(name: string, catalogue: Catalogue, path: string): Problem {
  const closest = closestName(
    name,
    catalogue.facts.map((fact) => fact.name),
  );
  const hint = name.includes('.custom.')
    ? 'declare it under "customFields" in palier.json'
    : 'see the catalogue of facts';
  return {
    code: 'unknown-fact',
    message: `"${name}" is no fact; ${closest === null ? hint : `did you mean "${closest}"?`}`,
    path: `${path}/fact`,
  };
}

function unfitValue({ operator, value }: Comparison, fact: Fact, path: string): Problem {
  const isDate = fact.type === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return {
    code: isDate ? 'absurd-date' : 'value-not-for-type',
    message: `${JSON.stringify(value)} does not fit "${fact.name}" (${fact.type}); write ${acceptedFor(fact.type, operator)}`,
    path,
  };
}
