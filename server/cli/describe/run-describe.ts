import { describeStep, type Edge, edgesOf } from '../../../engine/flow/index.ts';
import { findFlow } from '../find-flow.ts';
import type { Cli, GlobalOptions } from '../io.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';
import { indented, printable } from '../print/wrap.ts';

/** What a way out is called; cases, outcomes and variants have names of their own. */
const ways: Readonly<Record<string, { readonly fr: string; readonly en: string }>> = {
  else: { fr: 'sinon', en: 'else' },
  unknown: { fr: 'si l’on ne sait pas', en: 'where it is unknown' },
  timeout: { fr: 'sans réponse', en: 'without an answer' },
  approved: { fr: 'accordé', en: 'approved' },
  refused: { fr: 'refusé', en: 'refused' },
  bounced: { fr: 'non distribué', en: 'bounced' },
  unreachable: { fr: 'sans adresse', en: 'without an address' },
};

/** Tells a flow step by step, in the order of its file, with the ways that lead on. */
export async function runDescribe(cli: Cli, name: string, options: GlobalOptions): Promise<void> {
  const { flow } = await findFlow(cli, name, options);
  if (options.json) {
    const steps = flow.steps.map((step) => ({
      id: step.id,
      kind: step.kind,
      sentence: describeStep(step, cli.language),
      ways: edgesOf(step).map(({ way, name: label, to }) => ({ way, name: label, to })),
    }));
    cli.out(`${JSON.stringify({ id: flow.id, name: flow.name, start: flow.start, steps }, null, 2)}\n`);
    return;
  }
  const style = styleOf(cli);
  const order = flow.steps.map(({ id }) => id);
  const rows = flow.steps.map((step, index) => ({
    cells: [
      step.id,
      [
        describeStep(step, cli.language),
        ...edgesOf(step).flatMap((edge) => wayOn(cli, edge, order[index + 1])),
      ]
        .map(printable)
        .join('\n'),
    ],
  }));
  const note = flow.note === undefined ? [] : indented(printable(flow.note), '', cli.columns);
  const lines = [
    style.bold(`${printable(flow.name)} (${flow.id})`),
    ...note,
    '',
    ...renderTable(rows, cli.columns, '  '),
  ];
  cli.out(`${lines.join('\n')}\n`);
}

/** A way out in words; the plain `next` to the step that stands below says nothing new. */
function wayOn(cli: Cli, { way, name, to }: Edge, below: string | undefined): readonly string[] {
  if (way === 'next') return to === below ? [] : [`→ ${to}`];
  const label = name ?? cli.say(ways[way] ?? { fr: way, en: way });
  return [`${label} → ${to}`];
}
