import type { Cli } from '../io.ts';
import { counted, createWording, type Wording } from '../print/dates.ts';
import { type Style, styleOf } from '../print/style.ts';
import { renderRows, renderTable } from '../print/table.ts';
import { indented, printable, widthOf } from '../print/wrap.ts';
import type { Entry, RunStory } from './entries.ts';
import type { Story } from './run-simulate.ts';
import { entryCells, entryText } from './story-cells.ts';
import { dayOrNull } from './why-then.ts';

/** Below this many columns dates are written in digits. */
const narrow = 96;

/** Every invoice with what will happen to it, then those that get nothing, then counts. */
export function showTable(cli: Cli, story: Story): string {
  const style = styleOf(cli);
  const wording = createWording(cli.language);
  const runs = story.customers.flatMap((customer) => customer.runs);
  const parts = [
    heading(cli, story, style),
    ...showRuns(
      cli,
      runs.filter(({ nothing }) => nothing === null),
      style,
      wording,
    ),
    nothings(cli, story, style, wording),
    footer(cli, story),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

export function heading(cli: Cli, { flow, notes }: Story, style: Style): string {
  const lines = notes.flatMap((note) => indented(printable(note), '', cli.columns));
  return [style.bold(`${printable(flow.name)} (${flow.id})`), ...lines.map(style.dim)].join('\n');
}

/** `F2026-118  Menuiserie Morel  1 250,00 €  échéance 31 mars 2026`. */
function invoiceLine({ facts }: Pick<RunStory, 'facts'>, cli: Cli, wording: Wording): string {
  const { number, open, currency, dueOn } = facts.invoice;
  const due = dayOrNull(dueOn);
  const date =
    due === null
      ? cli.say({ fr: 'sans échéance', en: 'no due date' })
      : `${cli.say({ fr: 'échéance', en: 'due' })} ${wording.long(due)}`;
  return [printable(number), printable(facts.customer.name), wording.money(open, currency), date].join('  ');
}

/** Columns are as wide in every invoice. */
function showRuns(cli: Cli, runs: readonly RunStory[], style: Style, wording: Wording): readonly string[] {
  const date = cli.columns < narrow ? wording.tight : wording.short;
  const rows = runs.flatMap(({ entries }) =>
    entries.map((entry) => ({
      cells: [date(entry.day), ...entryCells(entry, cli.language), entryText(entry, cli.language)],
      style: styleFor(entry, style),
    })),
  );
  const lines = renderRows(rows, cli.columns, '  ');
  let next = 0;
  return runs.map((run) => {
    const own = lines.slice(next, next + run.entries.length).flat();
    next += run.entries.length;
    return [style.bold(invoiceLine(run, cli, wording)), ...own].join('\n');
  });
}

function styleFor({ kind, tone }: Entry, style: Style): (text: string) => string {
  if (kind !== 'contact') return style.dim;
  return tone === 'formal' || tone === 'mise-en-demeure' ? style.yellow : (text) => text;
}

/** Who gets nothing, and why. */
export function nothings(cli: Cli, story: Story, style: Style, wording: Wording): string {
  const silent = story.customers.flatMap(({ runs }) => runs).filter(({ nothing }) => nothing !== null);
  const listed = [
    ...silent.map(({ facts, nothing }) => ({ facts, why: nothing ?? '' })),
    ...story.left.map(({ facts, why }) => ({ facts, why })),
  ];
  if (listed.length === 0) return '';
  const amounts = listed.map(({ facts }) => wording.money(facts.invoice.open, facts.invoice.currency));
  const most = Math.max(...amounts.map(widthOf));
  const rows = listed.map(({ facts, why }, index) => ({
    cells: [
      printable(facts.invoice.number),
      printable(facts.customer.name).slice(0, 28),
      (amounts[index] ?? '').padStart(most),
      printable(why),
    ],
  }));
  const title = cli.say({ fr: 'Rien ne part pour', en: 'Nothing is sent for' });
  return [style.bold(title), ...renderTable(rows, cli.columns, '  ')].join('\n');
}

export function footer(cli: Cli, { customers, left, until, wording }: Story): string {
  const runs = customers.flatMap((customer) => customer.runs);
  const contacts = runs
    .flatMap(({ entries }) => entries)
    .filter(({ kind, leads }) => kind === 'contact' && leads).length;
  const fr = cli.language === 'fr';
  const invoices = counted(
    runs.length + left.length,
    fr ? 'facture' : 'invoice',
    fr ? 'factures' : 'invoices',
    cli.language,
  );
  const sent = counted(contacts, fr ? 'contact' : 'contact', 'contacts', cli.language);
  const end =
    until === null
      ? ''
      : cli.say({ fr: ` jusqu’au ${wording.long(until)}`, en: ` until ${wording.long(until)}` });
  return `${invoices}, ${sent}${end}. ${cli.say({ fr: 'Rien n’est parti.', en: 'Nothing was sent.' })}`;
}
