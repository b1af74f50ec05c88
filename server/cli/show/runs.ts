import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { type Row, renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

type Runs = OutputOf<'runs'>;

/** Runs by flow and step; or, where some were asked for, one by one. */
export function showRuns(cli: Cli, output: Runs, asList: boolean): string {
  return asList ? list(cli, output) : bySteps(cli, output);
}

function bySteps(cli: Cli, { steps, names }: Runs): string {
  if (steps.length === 0)
    return cli.say({ fr: 'Aucune facture n’est suivie.\n', en: 'No invoice is followed.\n' });
  const { money, count } = createWording(cli.language);
  const style = styleOf(cli);
  const held = cli.say({ fr: 'retenues', en: 'held' });
  const blocks = [...Map.groupBy(steps, ({ flow }) => flow)].map(([flow, own]) => {
    const rows: readonly Row[] = own.map(({ step, runs, held: stopped, open, currency }) => ({
      cells: [
        printable(names[flow]?.steps[step] ?? step),
        count(runs).padStart(5),
        stopped > 0 ? `${count(stopped)} ${held}` : '',
        money(open, currency),
      ],
    }));
    return [
      style.bold(`${printable(names[flow]?.name ?? flow)} (${flow})`),
      ...renderTable(rows, cli.columns, '  '),
    ].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function list(cli: Cli, { runs, names }: Runs): string {
  if (runs.length === 0) return cli.say({ fr: 'Aucune ne correspond.\n', en: 'None fits.\n' });
  const { money } = createWording(cli.language);
  const held = cli.say({ fr: 'retenue', en: 'held' });
  const rows = runs.map((run) => ({
    cells: [
      printable(run.number).slice(0, 24),
      money(run.open, run.currency),
      printable(names[run.flow]?.steps[run.step] ?? run.step).slice(0, 40),
      run.held ? held : run.status === 'running' ? '' : run.status,
      printable(run.customerName),
    ],
  }));
  return `${renderTable(rows, cli.columns).join('\n')}\n`;
}
