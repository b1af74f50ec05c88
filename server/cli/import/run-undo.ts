import type { Command } from 'commander';
import type { OutputOf } from '../call/call-operation.ts';
import { operate } from '../call/operate.ts';
import { Failure } from '../failure.ts';
import type { Cli } from '../io.ts';
import { counted, createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

type Undone = OutputOf<'import-undo'>;

export interface UndoOptions {
  readonly file: string | undefined;
  readonly id: string;
  readonly dryRun: boolean;
}

/** `palier import --undo ID`. */
export async function runUndo(cli: Cli, { file, id, dryRun }: UndoOptions, self: Command): Promise<void> {
  if (file !== undefined) {
    throw new Failure(
      cli.say({
        fr: `--undo défait l’import ${id} et ne prend pas de fichier (« ${printable(file)} »)`,
        en: `--undo takes back import ${id} and takes no file ("${printable(file)}")`,
      }),
      2,
    );
  }
  const input = { import: id, ...(dryRun ? { dryRun } : {}) };
  await operate(cli, self, 'import-undo', input, (output) => showUndone(cli, output));
}

/** Most invoices of one sort that are named. */
const mostNamed = 12;

function showUndone(cli: Cli, output: Undone): string {
  const style = styleOf(cli);
  const name = output.fileName === null ? '' : `, ${printable(output.fileName)}`;
  const movements = {
    fr: counted(output.movements, 'mouvement', 'mouvements', 'fr'),
    en: counted(output.movements, 'movement', 'movements', 'en'),
  };
  const head = output.dryRun
    ? {
        fr: `Aperçu : rien n’est changé. Défaire l’import ${output.import} (${output.source}${name}) reprendrait ${movements.fr}.`,
        en: `Preview: nothing is changed. To undo import ${output.import} (${output.source}${name}) would take back ${movements.en}.`,
      }
    : {
        fr: `L’import ${output.import} (${output.source}${name}) est défait : ${movements.fr} repris.`,
        en: `Import ${output.import} (${output.source}${name}) is undone: ${movements.en} taken back.`,
      };
  const account = {
    fr: `${counted(output.onAccount, 'règlement', 'règlements', 'fr')} en compte de moins.`,
    en: `${counted(output.onAccount, 'receipt', 'receipts', 'en')} less on account.`,
  };
  const note = {
    fr: 'Ce qui a été envoyé reste envoyé ; clients et contacts restent. Une facture rouverte est relancée de nouveau.',
    en: 'What was sent stays sent; customers and contacts stay. An invoice open again is run again.',
  };
  const parts = [
    style.bold(cli.say(head)),
    named(cli, { fr: 'Rouvertes', en: 'Open again' }, output.reopened),
    named(cli, { fr: 'Plus rien d’ouvert', en: 'Nothing open any more' }, output.closed),
    named(cli, { fr: 'Changées', en: 'Changed' }, output.changed),
    output.onAccount === 0 ? '' : cli.say(account),
    style.dim(cli.say(note)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function named(
  cli: Cli,
  words: { readonly fr: string; readonly en: string },
  invoices: Undone['reopened'],
): string {
  if (invoices.length === 0) return '';
  const { money, count } = createWording(cli.language);
  const write = (text: string, currency: string) => money(Math.round(Number(text) * 100), currency);
  const rows = invoices.slice(0, mostNamed).map(({ number, before, after, currency, customer }) => ({
    cells: [
      printable(number).slice(0, 40),
      `${write(before, currency)} → ${write(after, currency)}`,
      printable(customer),
    ],
  }));
  const more = invoices.length - mostNamed;
  const rest = more > 0 ? [`  … ${count(more)} ${cli.say({ fr: 'de plus', en: 'more' })}`] : [];
  const title = `${cli.say(words)} (${count(invoices.length)})`;
  return [title, ...renderTable(rows, cli.columns, '  '), ...rest].join('\n');
}
