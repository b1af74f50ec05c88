import { zoneOf } from '../../../engine/calendar/index.ts';
import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { counted, createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';
import { indented, printable } from '../print/wrap.ts';

type Listed = OutputOf<'release-list'>;
type Line = Pick<Listed['releases'][number], 'short' | 'publishedAt' | 'by' | 'comment' | 'inForce' | 'runs'>;

/** Releases by flow: digest, when, by whom, whether in force, runs, comment. */
export function showReleases(cli: Cli, { releases, zone }: Listed): string {
  if (releases.length === 0) return cli.say({ fr: 'Rien n’est publié.\n', en: 'Nothing is published.\n' });
  const style = styleOf(cli);
  const blocks = [...Map.groupBy(releases, ({ flow }) => flow)].map(([flow, own]) => {
    const rows = own.map((line) => ({
      cells: [
        line.short,
        momentOf(cli, line.publishedAt, zone),
        printable(line.by).slice(0, 32),
        line.inForce ? cli.say({ fr: 'en vigueur', en: 'in force' }) : '',
        runsOf(cli, line),
        printable(line.comment ?? ''),
      ],
      ...(line.inForce ? { style: style.bold } : {}),
    }));
    return [style.bold(printable(flow)), ...renderTable(rows, cli.columns, '  ')].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function momentOf(cli: Cli, at: number, zone: string): string {
  const { day, minute } = zoneOf(zone).localOf(at);
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return `${createWording(cli.language).short(day)} ${time}`;
}

function runsOf(cli: Cli, { runs }: Line): string {
  const words = cli.say({ fr: 'suivi|suivis', en: 'run|runs' }).split('|');
  return counted(runs.running, words[0] ?? '', words[1] ?? '', cli.language);
}

/** A release in words: its flow step by step, its messages, segments and policies. */
export function showRelease(cli: Cli, output: OutputOf<'release-show'>): string {
  const style = styleOf(cli);
  const { name, flow, short, zone, steps, messages, segments, policies } = output;
  const state = output.inForce
    ? cli.say({ fr: 'en vigueur', en: 'in force' })
    : cli.say({ fr: 'plus en vigueur', en: 'no longer in force' });
  const when = momentOf(cli, output.publishedAt, zone);
  const head = [
    style.bold(`${printable(name)} (${flow}) ${short}`),
    cli.say({
      fr: `Publiée le ${when} par ${printable(output.by)}, ${state}, ${runsOf(cli, output)}`,
      en: `Published ${when} by ${printable(output.by)}, ${state}, ${runsOf(cli, output)}`,
    }),
    ...(output.comment === null ? [] : indented(printable(output.comment), '', cli.columns)),
    style.dim(output.digest),
  ];
  const section = (title: string, rows: readonly (readonly string[])[]) =>
    rows.length === 0
      ? []
      : [
          [
            style.bold(title),
            ...renderTable(
              rows.map((cells) => ({ cells: cells.map(printable) })),
              cli.columns,
              '  ',
            ),
          ].join('\n'),
        ];
  const blocks = [
    head.join('\n'),
    ...section(
      cli.say({ fr: 'Étapes', en: 'Steps' }),
      steps.map(({ id, sentence }) => [id, sentence]),
    ),
    ...section(
      cli.say({ fr: 'Messages', en: 'Messages' }),
      messages.map((one) => [one.message, one.channel, one.languages.join(', '), one.subject ?? '']),
    ),
    ...section(
      cli.say({ fr: 'Segments', en: 'Segments' }),
      segments.map((one) => [one.name, one.when]),
    ),
    ...section(
      cli.say({ fr: 'Règles', en: 'Policies' }),
      policies.map((sentence) => [sentence]),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}
