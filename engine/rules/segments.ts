import type { Condition, InvoiceFacts, Problem, Segments } from '../../schemas/index.ts';
import type { Catalogue } from './catalogue.ts';
import { checkCondition } from './check.ts';
import { compileCondition } from './compile.ts';
import type { RuleContext } from './fact.ts';

type SegmentRules = Segments['segments'];

/** Answers with the name of the first segment whose rule holds; null where none does. */
export type SegmentOf = (facts: InvoiceFacts, context: RuleContext) => string | null;

/**
 * Makes the rules of `segments.json` ready. A rule that is unknown for a missing value does not
 * match, and the next one is asked.
 *
 * @throws RangeError for rules that {@link checkSegments} finds a problem in; check first.
 */
export function compileSegments(segments: SegmentRules, catalogue: Catalogue): SegmentOf {
  const rules = segments.map(({ name, when }) => ({ name, test: compileCondition(when, catalogue).test }));
  return (facts, context) => rules.find((rule) => rule.test(facts, context) === true)?.name ?? null;
}

/** Asks the rules once; where there are many customers, compile and keep them. */
export function segmentOf(
  segments: SegmentRules,
  catalogue: Catalogue,
  facts: InvoiceFacts,
  context: RuleContext,
): string | null {
  return compileSegments(segments, catalogue)(facts, context);
}

/**
 * Everything wrong with the rules of `segments.json`, with pointers into that document. A rule that
 * asks for the segment itself is `segment-by-segment`; one that asks about an invoice is a warning,
 * `segment-by-invoice`, because the segment then differs between invoices of one customer.
 */
export function checkSegments(segments: SegmentRules, catalogue: Catalogue): readonly Problem[] {
  return segments.flatMap(({ when }, index) => {
    const path = `/segments/${index}/when`;
    return [...checkCondition(when, catalogue, path), ...comparisonsIn(when, path).flatMap(checkFact)];
  });
}

interface Placed {
  readonly fact: string;
  readonly path: string;
}

function comparisonsIn(condition: Condition, path: string): readonly Placed[] {
  if ('fact' in condition) return [{ fact: condition.fact, path: `${path}/fact` }];
  if ('not' in condition) return comparisonsIn(condition.not, `${path}/not`);
  const [name, parts] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
  return parts.flatMap((part, index) => comparisonsIn(part, `${path}/${name}/${index}`));
}

function checkFact({ fact, path }: Placed): readonly Problem[] {
  if (fact === 'customer.segment') {
    const message = 'a rule cannot ask for "customer.segment", which it decides; ask for another fact';
    return [{ code: 'segment-by-segment', message, path }];
  }
  if (fact.startsWith('customer.')) return [];
  const message = `"${fact}" differs between the invoices of a customer; ask for a fact of the customer`;
  return [{ code: 'segment-by-invoice', message, path, severity: 'warning' }];
}
