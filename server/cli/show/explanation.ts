import { type Day, parseDay, type Zone, zoneOf } from '../../../engine/calendar/index.ts';
import { kindWords, toneWords } from '../../../engine/flow/index.ts';
import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { type Row, renderTable } from '../print/table.ts';
import { indented, printable } from '../print/wrap.ts';
import { outcomeWords, wordOf } from '../reason-words.ts';
import { fateWord } from './outbox.ts';

type Explained = OutputOf<'explain'>;

/** Lines of the story that are shown, the latest ones. */
const mostLines = 12;

/** Where an invoice stands: the answer first, then what it rests on. */
export function showExplanation(cli: Cli, output: Explained): string {
  const zone = zoneOf(output.zone);
  const blocks = [
    head(cli, output),
    answer(cli, output, zone),
    ways(cli, output),
    story(cli, output, zone),
    sent(cli, output, zone),
    tasks(cli, output, zone),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function head(cli: Cli, { invoice, run }: Explained): string {
  const { money, long } = createWording(cli.language);
  const due = invoice.dueOn === null ? null : parseDay(invoice.dueOn);
  const instalment = invoice.instalment > 1 ? `#${invoice.instalment}` : '';
  const open = cli.say({
    fr: `reste dû ${money(invoice.open, invoice.currency)}`,
    en: `${money(invoice.open, invoice.currency)} open`,
  });
  const dueText =
    due === null
      ? cli.say({ fr: 'sans échéance', en: 'no due date' })
      : cli.say({ fr: `échéance ${long(due)}`, en: `due ${long(due)}` });
  const flow = run === null ? '' : `\n${printable(run.flow.name)} (${run.flow.id})`;
  const title = styleOf(cli).bold(
    `${printable(invoice.number)}${instalment} · ${printable(invoice.customerName)}`,
  );
  return `${title}\n${open}, ${dueText}${flow}`;
}

function answer(cli: Cli, output: Explained, zone: Zone): string {
  const { run } = output;
  if (run === null) return noFlow(cli, output);
  const lines: string[] = [];
  if (run.status === 'finished') {
    const ended = cli.say(wordOf(outcomeWords, run.outcome));
    lines.push(cli.say({ fr: `Terminé : ${ended}.`, en: `Ended: ${ended}.` }));
  } else {
    const meaning = run.step.meaning === null ? '' : `${cli.say({ fr: ' : ', en: ': ' })}${run.step.meaning}`;
    lines.push(cli.say({ fr: `Étape ${run.step.label}${meaning}`, en: `Step ${run.step.label}${meaning}` }));
  }
  if (run.problem !== null)
    lines.push(
      cli.say({ fr: `Mis de côté : ${run.problem.message}`, en: `Set aside: ${run.problem.message}` }),
    );
  for (const hold of run.holds) lines.push(heldBy(cli, hold, zone));
  if (run.isStale) {
    lines.push(
      cli.say({
        fr: 'Rien ne part : les données sont trop anciennes ; palier import les met à jour.',
        en: 'Nothing leaves: the data are too old; palier import brings them up to date.',
      }),
    );
  }
  lines.push(...next(cli, output, zone));
  return lines.flatMap((line) => indented(printable(line), '', cli.columns)).join('\n');
}

function noFlow(cli: Cli, { noFlow: reasons, invoice }: Explained): string {
  if (reasons.length === 0) {
    return invoice.open <= 0
      ? cli.say({ fr: 'Soldée : aucun scénario ne la suit.', en: 'Settled: no flow follows it.' })
      : cli.say({ fr: 'Aucun scénario ne l’a encore prise.', en: 'No flow has taken it yet.' });
  }
  const title = cli.say({ fr: 'Aucun scénario ne la prend :', en: 'No flow takes it:' });
  const rows = reasons.map(({ flow, said }) => ({ cells: [flow ?? '', printable(said)] }));
  return [title, ...renderTable(rows, cli.columns, '  ')].join('\n');
}

/** A hold that ends at midnight stands until the day before, included. */
function lastDay({ cause, until }: NonNullable<Explained['run']>['holds'][number], zone: Zone): Day | null {
  if (until === null) return null;
  return zone.dayOf(cause === 'promise' ? until : until - 1);
}

function heldBy(cli: Cli, hold: NonNullable<Explained['run']>['holds'][number], zone: Zone): string {
  const { long } = createWording(cli.language);
  const last = lastDay(hold, zone);
  const until = last === null ? '' : cli.say({ fr: ` jusqu’au ${long(last)}`, en: ` until ${long(last)}` });
  const reason = hold.reason === null ? '' : ` (${hold.reason}${hold.who === null ? '' : `, ${hold.who}`})`;
  const remedy = hold.remedy === null ? '' : ` → ${hold.remedy}`;
  return `${cli.say({ fr: 'Arrêtée par : ', en: 'Held by: ' })}${hold.said}${until}${reason}${remedy}`;
}

function next(cli: Cli, { next: planned, run }: Explained, zone: Zone): readonly string[] {
  if (planned === null) {
    if (run === null || run.status === 'finished') return [];
    return [
      cli.say(
        nothingPlanned(
          run.wakeAt === null ? null : createWording(cli.language).short(zone.dayOf(run.wakeAt)),
        ),
      ),
    ];
  }
  const { short } = createWording(cli.language);
  const kind = cli.say(kindWords[planned.kind]);
  const tone = planned.tone === null ? '' : `, ${cli.say(toneWords[planned.tone])}`;
  const day = short(zone.dayOf(planned.at));
  const lead = cli.say({ fr: 'Prochain contact', en: 'Next contact' });
  return [
    `${lead}${cli.say({ fr: ' : ', en: ': ' })}${day}, ${kind} « ${planned.label} »${tone} (${planned.because})`,
  ];
}

function nothingPlanned(wake: string | null): { readonly fr: string; readonly en: string } {
  if (wake === null) {
    return {
      fr: 'Rien de prévu tant que rien n’arrive.',
      en: 'Nothing is planned before something happens.',
    };
  }
  return {
    fr: `Prochain pas : ${wake} ; aucun contact ne peut suivre tant que rien ne change (une adresse manque, ou le scénario finit).`,
    en: `Next step: ${wake}; no contact can follow before something changes (an address is missing, or the flow ends).`,
  };
}

function ways(cli: Cli, { run }: Explained): string {
  if (run === null || run.decisions.length === 0) return '';
  const rows: readonly Row[] = run.decisions.flatMap(({ step, took, because }) => [
    { cells: [printable(step), printable(took)] },
    ...because.map(({ case: name, truth, said }) => ({
      cells: [
        '',
        `${truth === true ? '✓' : truth === false ? '✗' : '?'} ${printable(name)} : ${printable(said)}`,
      ],
    })),
  ]);
  return [cli.say({ fr: 'Choix', en: 'Choices' }), ...renderTable(rows, cli.columns, '  ')].join('\n');
}

function story(cli: Cli, { run }: Explained, zone: Zone): string {
  if (run === null || run.story.length === 0) return '';
  const { short } = createWording(cli.language);
  const shown = run.story.slice(-mostLines);
  const hidden = run.story.length - shown.length;
  const rows = shown.map(({ at, said }) => ({ cells: [short(zone.dayOf(at)), printable(said)] }));
  const before = hidden > 0 ? [`  … ${hidden} ${cli.say({ fr: 'avant', en: 'before' })}`] : [];
  return [cli.say({ fr: 'Histoire', en: 'Story' }), ...before, ...renderTable(rows, cli.columns, '  ')].join(
    '\n',
  );
}

function sent(cli: Cli, { deliveries }: Explained, zone: Zone): string {
  if (deliveries.length === 0) return '';
  const { short } = createWording(cli.language);
  const rows = deliveries.map(({ delivery, at, status, possibleDouble, channel, subject }) => ({
    cells: [
      short(zone.dayOf(at)),
      channel,
      fateWord(cli, { status, possibleDouble }),
      `${printable(subject ?? '')} (palier outbox ${delivery})`,
    ],
  }));
  return [cli.say({ fr: 'Messages', en: 'Messages' }), ...renderTable(rows, cli.columns, '  ')].join('\n');
}

function tasks(cli: Cli, { tasks: all }: Explained, zone: Zone): string {
  const open = all.filter(({ status }) => status === 'open');
  if (open.length === 0) return '';
  const { short } = createWording(cli.language);
  const rows = open.map(({ task, title, dueAt }) => ({
    cells: [task, dueAt === null ? '' : short(zone.dayOf(dueAt)), printable(title)],
  }));
  return [cli.say({ fr: 'Tâches ouvertes', en: 'Open tasks' }), ...renderTable(rows, cli.columns, '  ')].join(
    '\n',
  );
}
