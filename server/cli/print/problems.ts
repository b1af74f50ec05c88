import { join, relative } from 'node:path';
import type { Language } from '../../../engine/flow/index.ts';
import { isFault, type WorkspaceProblem } from '../../workspace/index.ts';
import type { Io } from '../io.ts';
import { counted } from './dates.ts';
import { styleOf } from './style.ts';
import { printable, wrap } from './wrap.ts';

export interface ProblemsView extends Pick<Io, 'cwd' | 'columns' | 'isTty' | 'env'> {
  /** The workspace that the files lie in. */
  readonly folder: string;
  readonly language: Language;
}

/** The path of a file as the user would write it. */
export function shownPath(file: string, { cwd, folder }: Pick<ProblemsView, 'cwd' | 'folder'>): string {
  const path = join(folder, file);
  const short = relative(cwd, path);
  return short.startsWith('../../..') ? path : short;
}

/** `path:line  code  sentence`, the files apart, and a line that counts. Empty where there is nothing. */
export function renderProblems(problems: readonly WorkspaceProblem[], view: ProblemsView): string {
  if (problems.length === 0) return '';
  const style = styleOf(view);
  const files = Map.groupBy(problems, ({ file }) => file);
  const blocks = [...files].map(([file, own]) => {
    const places = own.map(({ line }) => `${shownPath(file, view)}${line === undefined ? '' : `:${line}`}`);
    const most = Math.max(...places.map(({ length }) => length));
    const codes = Math.max(...own.map(({ code }) => code.length));
    return own.map((problem, index) => {
      const paint = isFault(problem) ? style.red : style.yellow;
      const warns = isFault(problem) ? '' : view.language === 'fr' ? 'avertissement : ' : 'warning: ';
      const head = `${(places[index] ?? '').padEnd(most)}  ${paint(problem.code.padEnd(codes))}  `;
      return aligned(head, most + codes + 4, `${warns}${printable(problem.message)}`, view.columns);
    });
  });
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n\n${summaryOf(problems, view.language)}\n`;
}

/** The sentence beside its place, or, where that leaves too little room, on lines of its own. */
function aligned(head: string, width: number, sentence: string, columns: number): string {
  const beside = columns - width;
  if (beside < 40)
    return [head.trimEnd(), ...wrap(sentence, columns - 4).map((line) => `    ${line}`)].join('\n');
  return wrap(sentence, beside)
    .map((line, index) => (index === 0 ? head : ' '.repeat(width)) + line)
    .join('\n');
}

/** `3 erreurs, 1 avertissement`. */
function summaryOf(problems: readonly WorkspaceProblem[], language: Language): string {
  const errors = problems.filter(isFault).length;
  const warnings = problems.length - errors;
  const words =
    language === 'fr'
      ? ['erreur', 'erreurs', 'avertissement', 'avertissements']
      : ['error', 'errors', 'warning', 'warnings'];
  const [error = '', errorsWord = '', warning = '', warningsWord = ''] = words;
  const parts = [counted(errors, error, errorsWord, language)];
  if (warnings > 0) parts.push(counted(warnings, warning, warningsWord, language));
  return parts.join(', ');
}
