/**
 * Conditions over facts: what a branch, an entry and a segment ask.
 *
 * A catalogue names the facts and their types; a condition is checked against it, compiled once and
 * asked often. Logic is three-valued: a missing value makes a comparison unknown (null), never false.
 * Amounts are compared as integers of minor units, dates as days, and nothing across types.
 *
 * The second, independent evaluator is in `live.ts`. It is not exported here, so that no screen
 * loads its library; the workers import it directly.
 *
 * @example
 * const catalogue = createCatalogue(undefined);
 * const problems = checkCondition(condition, catalogue, '/entry/when');
 * const { test, explain } = compileCondition(condition, catalogue);
 * sayExplanation(explain(facts, { today }), catalogue, { language: 'fr', currency: 'EUR' });
 */
export { type Catalogue, createCatalogue } from './catalogue.ts';
export { checkCondition } from './check.ts';
export { closestName } from './closest.ts';
export { type CompiledCondition, compileCondition } from './compile.ts';
export type { Explanation } from './explanation.ts';

export { sayExplanation } from './say.ts';
export { checkSegments, compileSegments, type SegmentOf, segmentOf } from './segments.ts';
