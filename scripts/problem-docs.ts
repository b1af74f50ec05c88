/**
 * Writes the pages of the guide that list the codes of problems. With `--check` it writes nothing and
 * fails where a page is not up to date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { flowCodes } from '../engine/flow/index.ts';
import { messageCodes } from '../engine/message/index.ts';
import { problemWords } from '../server/cli/reason-words.ts';

const isCheck = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, text] of Object.entries(problemPages())) {
  const file = new URL(`../${path}`, import.meta.url);
  const present = await readFile(file, 'utf8').catch(() => null);
  if (present === text) continue;
  stale.push(path);
  if (!isCheck) await writeFile(file, text);
}

if (isCheck && stale.length > 0) {
  console.error(`Not up to date, run "node scripts/problem-docs.ts":\n${stale.join('\n')}`);
  process.exitCode = 1;
}

/** Path in the repository, and text. */
function problemPages(): Readonly<Record<string, string>> {
  const english = [
    '# Problems',
    'A problem has a code that does not change, a place, and a sentence that says what would be right.',
    '## Of a flow',
    'What `palier check` finds in a flow. Warnings do not keep it from being published.',
    table(['code', 'what it means'], checkRows(flowCodes)),
    '## Of a message',
    'What `palier check` finds in a message: each text is written once for a made-up customer with one invoice and once with several.',
    table(['code', 'what it means'], checkRows(messageCodes)),
    '## Of a run',
    'What holds a run until a person has acted. `palier explain` says which it is; `palier resume` tries again.',
    table(['code', 'what it means'], runRows('en')),
  ];
  const french = [
    '# Problèmes',
    'Un problème a un code qui ne change pas, un endroit, et une phrase qui dit ce qui conviendrait.',
    '## D’un scénario',
    'Ce que `palier check` trouve dans un scénario. Les avertissements n’empêchent pas de le publier. La liste des codes est dans [la page anglaise](../en/problems.md#of-a-flow).',
    '## D’un message',
    'Ce que `palier check` trouve dans un message : chaque texte est écrit une fois pour un client inventé avec une seule facture et une fois avec plusieurs. La liste des codes est dans [la page anglaise](../en/problems.md#of-a-message).',
    '## D’un parcours',
    'Ce qui retient un parcours jusqu’à ce qu’une personne agisse. `palier explain` dit lequel ; `palier resume` essaie de nouveau.',
    table(['code', 'sens'], runRows('fr')),
  ];
  return { 'docs/en/problems.md': pageOf(english), 'docs/fr/problemes.md': pageOf(french) };
}

function checkRows(codes: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(codes).map(([code, means]) => row(code, means));
}

function runRows(language: 'fr' | 'en'): readonly string[] {
  return Object.entries(problemWords).map(([code, words]) => row(code, `${words[language]}.`));
}

function row(code: string, means: string): string {
  return `| \`${code}\` | ${means.charAt(0).toUpperCase()}${means.slice(1)} |`;
}

function table(header: readonly string[], rows: readonly string[]): string {
  return [`| ${header.join(' | ')} |`, `| ${header.map(() => '---').join(' | ')} |`, ...rows].join('\n');
}

function pageOf(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
