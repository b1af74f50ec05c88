/** Finds what is wrong with a template before it is published, each fault with its line. */
import type { Argument, Liquid, LiquidError, Template, Variable } from 'liquidjs/dist/liquid.browser.mjs';
import type { MessageText, Problem } from '../../schemas/index.ts';
import { variablesWith } from './catalogue.ts';
import { closest } from './closest.ts';
import type { MessageCode } from './codes.ts';
import { createFormats } from './format.ts';
import { createLiquid, filterNames, isTemplateFault, renderWith, type Sink, tagNames } from './liquid.ts';
import type { MessageLines } from './parse-message-file.ts';
import { trialVariables } from './sample-variables.ts';
import { buildScope } from './scope.ts';
import type { CustomFields } from './variables.ts';

type Part = 'subject' | 'body';

/** Where a fault lies: the part and the lines of the file. */
interface Place {
  readonly part: Part;
  readonly firstLine: number;
}

/** Channels whose message has a subject. */
const withSubject: readonly string[] = ['email', 'letter', 'notify'];

/** Names that every loop defines. */
const loopNames = ['first', 'last', 'index', 'index0', 'rindex', 'rindex0', 'length'].map(
  (name) => `forloop.${name}`,
);

/**
 * Checks a message against the catalogue. Problems carry a pointer (`/subject`, `/body`) and the
 * line in the file; `lines` comes from `parseMessageFile` and is guessed where absent.
 */
export function checkMessage(
  text: MessageText,
  customFields: CustomFields,
  lines: MessageLines = { subject: 2, body: text.subject === null ? 1 : 4 },
): readonly Problem[] {
  const liquid = createLiquid({ lenientFilters: true });
  const known = new Set(variablesWith(customFields).map((entry) => entry.name));
  const scopes = trialVariables(customFields).map((one) => buildScope(one, customFields, text.language));
  const sink = { formats: createFormats(text.language), put: (value: string) => value };
  const check = (source: string, place: Place) => {
    try {
      const templates = liquid.parse(source);
      const found = checkNames(liquid, templates, { known, place });
      return found.length > 0 ? found : tryPart(liquid, templates, { scopes, sink, place });
    } catch (error) {
      return [syntaxProblem(error, place)];
    }
  };
  const body = check(text.body, { part: 'body', firstLine: lines.body });
  if (text.subject !== null)
    return [...check(text.subject, { part: 'subject', firstLine: lines.subject }), ...body];
  if (!withSubject.includes(text.channel)) return body;
  const message = `a message for ${text.channel} needs a subject; begin the file with front matter: subject: …`;
  const problem = { code: 'message.subject' satisfies MessageCode, message, path: '/subject', line: 1 };
  return [problem, ...body];
}

/** What it names must be there: variables of the catalogue or its own, filters of ours. */
function checkNames(
  liquid: Liquid,
  templates: Template[],
  { known, place }: { readonly known: ReadonlySet<string>; readonly place: Place },
): readonly Problem[] {
  const all = [...withChildren(templates)];
  const { variables, locals } = liquid.analyzeSync(templates, { partials: false });
  const names = { known, assigned: new Set(Object.keys(locals)), loops: loopVariables(all) };
  const found = [
    ...all.flatMap((template) => checkFilters(template, place)),
    ...Object.values(variables)
      .flat()
      .flatMap((variable) => checkVariable(variable, names, place)),
  ];
  return found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

interface Trial {
  readonly scopes: readonly object[];
  readonly sink: Sink;
  readonly place: Place;
}

/** Writes it as messages will be: a filter may not take a value that is otherwise known. */
function tryPart(liquid: Liquid, templates: Template[], { scopes, sink, place }: Trial): readonly Problem[] {
  try {
    for (const scope of scopes) renderWith(liquid, templates, scope, sink);
    return [];
  } catch (error) {
    if (!isTemplateFault(error)) throw error;
    const message = `the template cannot be written: ${reasonOf(error)}`;
    return [at(place, error.token?.getPosition()[0] ?? 1, { code: 'message.render', message })];
  }
}

function* withChildren(templates: readonly Template[]): Generator<Template> {
  for (const template of templates) {
    yield template;
    const children = template.children?.(false, true).next();
    if (children?.done === true) yield* withChildren(children.value);
  }
}

/** Loop variables by name: true where the loop walks over the invoices. */
function loopVariables(templates: readonly Template[]): ReadonlyMap<string, boolean> {
  const loops = new Map<string, boolean>();
  for (const { variable, collection } of templates)
    if (variable !== undefined && collection !== undefined)
      loops.set(variable, collection.getText() === 'invoices');
  return loops;
}

function checkFilters(template: Template, place: Place): Problem[] {
  // The library gives undefined for arguments that it could not read.
  const given: readonly (Argument | undefined)[] = [...(template.arguments?.() ?? [])];
  const used = given.flatMap((argument) => argument?.filters ?? []);
  return (
    used
      // The one that escapes what is printed was written by nobody.
      .filter(({ name, token }) => token.getText() !== '' && !filterNames.includes(name))
      .map(({ name, token }) => {
        const message = `there is no filter "${visible(name)}"${meant(name, filterNames)}`;
        return at(place, token.getPosition()[0], { code: 'message.filter', message });
      })
  );
}

/** With characters that nobody sees written out. */
function visible(name: string): string {
  return name.replace(/\p{C}/gu, (one) => `\\u${one.codePointAt(0)?.toString(16).padStart(4, '0')}`);
}

interface Names {
  readonly known: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
  readonly loops: ReadonlyMap<string, boolean>;
}

function checkVariable(variable: Variable, names: Names, place: Place): Problem[] {
  const [root = '', ...rest] = variable.segments;
  if (typeof root !== 'string' || names.assigned.has(root)) return [];
  const written = variable.segments.map((segment) => (typeof segment === 'object' ? '…' : segment)).join('.');
  const problem = (message: string): Problem[] => [
    at(place, variable.location.row, { code: 'message.variable', message }),
  ];
  const loop = names.loops.get(root);
  if (loop === false) return [];
  const path = loop === true ? elementPath(rest) : fullPath(root, rest);
  if (names.known.has(path) || loopNames.includes(path) || (loop === true && rest.length === 0)) return [];
  const inside = [...names.known].filter((name) => name.startsWith(`${path}.`));
  if (inside.length > 0)
    return problem(`"${written}" holds several values; write one of them, such as ${inside[0]}`);
  return problem(`there is no variable "${written}"${meant(path, names.known)}`);
}

function elementPath(rest: Variable['segments']): string {
  return ['invoice', ...rest].join('.');
}

/** `invoices[0].number` and `invoices.first.number` are paths of `invoice`; `invoices.size` is the list. */
function fullPath(root: string, rest: Variable['segments']): string {
  if (root !== 'invoices' || rest.length === 0) return [root, ...rest].join('.');
  const [first, ...others] = rest;
  if (first === 'size') return 'invoices';
  const isElement = typeof first === 'number' || first === 'first' || first === 'last';
  return isElement ? elementPath(others) : ['invoices', ...rest].join('.');
}

function reasonOf(error: LiquidError): string {
  return error.originalError?.message ?? error.message.replace(/, line:\d+.*$/s, '');
}

function syntaxProblem(error: unknown, place: Place): Problem {
  if (!isTemplateFault(error)) throw error;
  const reason = reasonOf(error);
  const row = error.token?.getPosition()[0] ?? 1;
  const tag = /^tag "(.+)" not found$/.exec(reason)?.[1];
  if (tag === undefined)
    return at(place, row, { code: 'message.syntax', message: `the template breaks off: ${reason}` });
  const usable = tagNames.filter((name) => name !== '#').join(', ');
  return at(place, row, {
    code: 'message.tag',
    message: `the tag "${tag}" may not be used; there are ${usable}`,
  });
}

function at(place: Place, row: number, problem: { code: MessageCode; message: string }): Problem {
  return { ...problem, path: `/${place.part}`, line: place.firstLine + row - 1, severity: 'error' };
}

function meant(word: string, candidates: Iterable<string>): string {
  const near = closest(word, candidates);
  return near === null ? '' : `; did you mean "${near}"?`;
}
