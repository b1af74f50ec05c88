import { defaultPolicies, type Flow, type Problem } from '../../schemas/index.ts';
import { conditionProblems } from './check-conditions.ts';
import { courseFaults } from './check-course.ts';
import { graphFaults } from './check-graph.ts';
import { messageFaults, textProblems } from './check-messages.ts';
import { amountFaults, policyFaults } from './check-policies.ts';
import { referenceFaults } from './check-references.ts';
import { shapeFaults } from './check-shape.ts';
import type { CheckContext } from './context.ts';
import { type Document, readDocument } from './document.ts';
import type { Found } from './finding.ts';
import { nearestLine } from './line-tree.ts';
import { outlineOf } from './outline.ts';

/** Most problems that are told of one flow. */
const mostProblems = 1000;

export interface CheckedFlow {
  /** In the order of their lines, a thousand at most; those without a severity are errors. */
  readonly problems: readonly Problem[];
  /** The flow, where nothing but warnings was found. */
  readonly flow?: Flow;
}

/**
 * Finds every fault of a flow at once, each with a code, a JSON pointer, a line and a sentence that says
 * what would be right. Never throws, whatever the text.
 *
 * @example
 * const { problems, flow } = checkFlow(text, { messages, languages: ['fr'], catalogue, publish: true });
 */
export function checkFlow(text: string, context: CheckContext = {}): CheckedFlow {
  const read = readDocument(text);
  if (read.value === undefined) return { problems: read.problems };
  const { found, outside } = faultsOf(read.value, context);
  const problems = [...read.problems, ...found.map((each) => located(each, read)), ...outside];
  const hasErrors = problems.some(isError);
  return {
    problems: shortened(problems).toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    // The schema took it as it is: it changes nothing in what it accepts.
    ...(hasErrors ? {} : { flow: read.value as Flow }),
  };
}

/** True for what keeps a flow from being published. */
export function isError({ severity }: Problem): boolean {
  return severity !== 'warning';
}

/** Errors go before warnings where there are more problems than anybody reads. */
function shortened(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= mostProblems) return problems;
  const rest = problems.filter((problem) => !isError(problem));
  return [...problems.filter(isError), ...rest].slice(0, mostProblems);
}

interface Faults {
  readonly found: readonly Found[];
  /** Faults that lie in files of messages, with paths of their own. */
  readonly outside: readonly Problem[];
}

function faultsOf(document: unknown, context: CheckContext): Faults {
  const shape = shapeFaults(document);
  const isTooMuch = shape.some(({ code, path }) => code === 'too-many' && path === '/steps');
  if (typeof document !== 'object' || document === null || Array.isArray(document) || isTooMuch) {
    return { found: shape, outside: [] };
  }
  const outline = outlineOf(document as Readonly<Record<string, unknown>>, shape);
  const inherited = context.policies ?? defaultPolicies;
  const conditions = conditionProblems(document, context.catalogue);
  return {
    found: [
      ...shape.map(({ parts: _, ...finding }) => finding),
      ...conditions,
      ...referenceFaults(outline),
      ...graphFaults(outline, context.publish ?? false),
      ...policyFaults(outline, inherited),
      ...amountFaults(document, outline, context.catalogue),
      ...messageFaults(outline, context),
      ...courseFaults(outline, inherited),
    ],
    outside: textProblems(outline, context),
  };
}

function located(found: Found, { lineOf }: Document): Problem {
  const { code, message, path, severity = 'error' } = found;
  const sentence = /[.?]$/.test(message) ? message : `${message}.`;
  return { ...found, code, message: sentence, path, severity, line: nearestLine(lineOf, path) };
}
