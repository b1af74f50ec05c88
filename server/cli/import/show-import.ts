import { renderReport } from '../../import/index.ts';
import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

type Imported = OutputOf<'import'>;

const leftAlone = {
  fr: 'Laissées telles quelles : autre chose en dit plus récent',
  en: 'Left as they are: something newer is known of them',
};

/** What the age of the file means for what was taken of it. */
function standing(cli: Cli, { outdated, readBefore }: Imported): string {
  const style = styleOf(cli);
  const day = readBefore === null ? '' : new Date(readBefore.asOf).toISOString().slice(0, 10);
  const same = {
    fr: `Ce fichier même est celui de l’import ${readBefore?.import}, du ${day}`,
    en: `This very file is that of import ${readBefore?.import}, of ${day}`,
  };
  if (outdated) {
    const old = cli.say({
      fr: 'Une lecture plus récente de cette source est déjà chargée : rien n’a été pris.',
      en: 'A later reading of this source was taken already: nothing was taken.',
    });
    if (readBefore === null) return style.yellow(old);
    const fresh = cli.say({
      fr: `${same.fr} ; si c’est un nouvel export, dites-le : --as-of now`,
      en: `${same.en}; if it is a new export, say so: --as-of now`,
    });
    return style.yellow(`${old}\n${fresh}.`);
  }
  if (readBefore === null) return '';
  return style.dim(cli.say({ fr: `${same.fr}.`, en: `${same.en}.` }));
}

function taken(cli: Cli, output: Imported): string {
  if (output.import === null || output.outdated) return '';
  const { dim } = styleOf(cli);
  return dim(
    cli.say({
      fr: `Import ${output.import} ; pour le défaire : palier import --undo ${output.import}`,
      en: `Import ${output.import}; to take it back: palier import --undo ${output.import}`,
    }),
  );
}

/** Most invoices of one sort that are named. */
const mostNamed = 12;

/** The report of an import in the user's language. */
export function showImport(cli: Cli, output: Imported): string {
  const style = styleOf(cli);
  const head = output.dryRun
    ? style.bold(cli.say({ fr: 'Aperçu : rien n’est changé.', en: 'Preview: nothing is changed.' }))
    : '';
  const columns = output.mapping.map(({ column, field }) => `${printable(column)} = ${field}`).join(', ');
  const verb = output.dryRun
    ? { fr: 'seraient retenues', en: 'would be remembered' }
    : { fr: 'sont retenues', en: 'are remembered' };
  const known = cli.say({
    fr: `Les colonnes lues ${verb.fr} pour la source « ${output.source} » : ${columns}`,
    en: `The columns read ${verb.en} for the source "${output.source}": ${columns}`,
  });
  const parts = [
    head,
    renderReport(output.report, cli.language).trimEnd(),
    named(cli, { fr: 'Nouvelles', en: 'New' }, output.created),
    named(cli, { fr: 'Changées', en: 'Changed' }, output.changed),
    named(cli, { fr: 'Soldées', en: 'Settled' }, output.paid),
    named(cli, { fr: 'Rouvertes', en: 'Open again' }, output.reopened),
    named(cli, leftAlone, output.leftAlone),
    onAccount(cli, output.onAccount),
    standing(cli, output),
    style.dim(known),
    taken(cli, output),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function named(
  cli: Cli,
  words: { readonly fr: string; readonly en: string },
  invoices: Imported['created'],
): string {
  const write = amountsIn(cli);
  return listed(
    cli,
    words,
    invoices.map(({ number, before, after, currency }) => [
      number,
      before === null ? write(after, currency) : `${write(before, currency)} → ${write(after, currency)}`,
    ]),
  );
}

/** Such money is taken off what its customer owes, and keeps every reminder back that it covers. */
function onAccount(cli: Cli, receipts: Imported['onAccount']): string {
  const write = amountsIn(cli);
  return listed(
    cli,
    {
      fr: 'En compte, aucune facture ne les prend (déduits de ce que le client doit)',
      en: 'On account, no invoice takes them (taken off what the customer owes)',
    },
    receipts.map(({ reference, amount, currency }) => [reference, write(amount, currency)]),
  );
}

function amountsIn({ language }: Cli): (text: string, currency: string) => string {
  const { money } = createWording(language);
  return (text, currency) => money(Math.round(Number(text) * 100), currency);
}

function listed(
  cli: Cli,
  words: { readonly fr: string; readonly en: string },
  all: readonly (readonly [name: string, amount: string])[],
): string {
  if (all.length === 0) return '';
  const { count } = createWording(cli.language);
  const rows = all.slice(0, mostNamed).map(([name, amount]) => ({
    cells: [printable(name).slice(0, 40), amount],
  }));
  const more = all.length - mostNamed;
  const rest = more > 0 ? [`  … ${count(more)} ${cli.say({ fr: 'de plus', en: 'more' })}`] : [];
  return [cli.say(words), ...renderTable(rows, cli.columns, '  '), ...rest].join('\n');
}
