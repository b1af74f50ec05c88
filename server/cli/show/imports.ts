import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { type Row, renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

type Line = OutputOf<'imports'>['imports'][number];

/** Imports, one a line: id, moment, source, what it did, file. */
export function showImports(cli: Cli, lines: readonly Line[]): string {
  if (lines.length === 0) return cli.say({ fr: 'Aucun import.\n', en: 'No import.\n' });
  const { dim } = styleOf(cli);
  const rows = lines.map((line): Row => {
    const cells = [
      line.import,
      minuteOf(line.at),
      printable(line.source).slice(0, 24),
      did(cli, line),
      `${printable(line.fileName ?? '')}${aside(cli, line)}`,
    ];
    return line.undoneAt === null ? { cells } : { cells, style: dim };
  });
  return `${renderTable(rows, cli.columns).join('\n')}\n`;
}

function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}

/** What the counts of an import are called, in the order in which they are said. */
const words: readonly (readonly [name: string, words: { readonly fr: string; readonly en: string }])[] = [
  ['created', { fr: 'créées', en: 'created' }],
  ['changed', { fr: 'modifiées', en: 'changed' }],
  ['settled', { fr: 'soldées', en: 'settled' }],
  ['reopened', { fr: 'rouvertes', en: 'open again' }],
  ['paid', { fr: 'règlements', en: 'payments' }],
  ['refused', { fr: 'refusées', en: 'refused' }],
];

function did(cli: Cli, { counts }: Line): string {
  if ('outdated' in counts) return cli.say({ fr: 'périmé, rien pris', en: 'outdated, nothing taken' });
  const { count } = createWording(cli.language);
  const parts = words.flatMap(([name, said]) => {
    const found = counts[name] ?? 0;
    return found === 0 ? [] : [`${count(found)} ${cli.say(said)}`];
  });
  return parts.length === 0 ? cli.say({ fr: 'rien de neuf', en: 'nothing new' }) : parts.join(', ');
}

function aside(cli: Cli, line: Line): string {
  const old =
    minuteOf(line.asOf) === minuteOf(line.at)
      ? ''
      : cli.say({ fr: ` (au ${minuteOf(line.asOf)})`, en: ` (as of ${minuteOf(line.asOf)})` });
  const { undoneAt } = line;
  if (undoneAt === null) return old;
  const undone = { fr: `défait le ${minuteOf(undoneAt)}`, en: `undone ${minuteOf(undoneAt)}` };
  return `${old} — ${cli.say(undone)}`;
}
