import { zoneOf } from '../../../engine/calendar/index.ts';
import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { counted, createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

type Migrated = OutputOf<'migrate'>;
type Fate = keyof Migrated['fates'];
type Words = { readonly fr: string; readonly en: string };

const fates: Readonly<Record<Fate, Words>> = {
  'as-is': { fr: 'tel quel', en: 'as it is' },
  'new-date': { fr: 'nouvelle date', en: 'new date' },
  'goes-on': { fr: 'avance aussitôt', en: 'goes on at once' },
  'in-flight': { fr: 'après l’envoi en cours', en: 'after its message' },
  held: { fr: 'retenu, sans étape', en: 'held, no step' },
  stays: { fr: 'reste', en: 'stays' },
};

const reasons: Readonly<Record<Migrated['leftOut'][number]['why'], Words>> = {
  removed: {
    fr: 'l’étape n’existe plus ; --map dit ce qu’elle devient',
    en: 'the step is gone; --map says what becomes of it',
  },
  'other-kind': {
    fr: 'l’étape fait autre chose ; palier jump déplace la facture',
    en: 'the step does something else; palier jump moves the invoice',
  },
  'performed-before': {
    fr: 'l’étape de --map a déjà été faite pour cette facture',
    en: 'the step that --map names was performed for this invoice before',
  },
  'set-aside': {
    fr: 'mis de côté après une panne ; palier resume d’abord',
    en: 'set aside after a fault; palier resume first',
  },
  leaving: { fr: 'il quitte son étape ; recommencez plus tard', en: 'it leaves its step; ask again later' },
  ends: { fr: 'il se termine à son prochain tour', en: 'it ends at its next turn' },
  currency: {
    fr: 'la nouvelle version est dans une autre monnaie',
    en: 'the new release is in another currency',
  },
  unreadable: {
    fr: 'sa version ne se lit pas ; palier doctor dit pourquoi',
    en: 'its release cannot be read; palier doctor says why',
  },
};

/** New dates shown; the JSON names them all. */
const mostDates = 10;

/** What a migration does, by step; then who gets a new date, and every run that does not move. */
export function showMigration(cli: Cli, output: Migrated): string {
  const { flow, to, runs } = output;
  const style = styleOf(cli);
  if (runs === 0) {
    return cli.say({
      fr: `Scénario ${flow} : aucun suivi n’est à faire passer à la version ${to.short}.\n`,
      en: `Flow ${flow}: no run is left to move to release ${to.short}.\n`,
    });
  }
  const blocks = [
    style.bold(title(cli, output)),
    byStep(cli, output),
    dates(cli, output),
    leftOut(cli, output),
    again(cli, output),
    hint(cli, output),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function title(cli: Cli, { flow, to, runs, dryRun }: Migrated): string {
  const { count } = createWording(cli.language);
  return dryRun
    ? cli.say({
        fr: `${flow} → ${to.short} : ce que deviendraient ${count(runs)} suivis`,
        en: `${flow} → ${to.short}: what would become of ${count(runs)} runs`,
      })
    : cli.say({
        fr: `${flow} → ${to.short} : ${count(runs)} suivis`,
        en: `${flow} → ${to.short}: ${count(runs)} runs`,
      });
}

function byStep(cli: Cli, { steps, fates: all }: Migrated): string {
  const { count } = createWording(cli.language);
  const shown = (Object.keys(fates) as Fate[]).filter((fate) => all[fate] > 0);
  const row = (label: string, counts: Migrated['fates']) =>
    [
      label,
      shown.map((fate) => (counts[fate] === 0 ? '' : `${count(counts[fate])} ${cli.say(fates[fate])}`)),
    ] as const;
  const rows = [
    ...steps.map((one) => row(one.label, one.fates)),
    row(cli.say({ fr: 'en tout', en: 'in all' }), all),
  ];
  return renderTable(
    rows.map(([label, cells]) => ({
      cells: [printable(label), cells.filter((cell) => cell !== '').join(', ')],
    })),
    cli.columns,
    '  ',
  ).join('\n');
}

function dates(cli: Cli, { redated, zone }: Migrated): string {
  if (redated.length === 0) return '';
  const wording = createWording(cli.language);
  const { dayOf } = zoneOf(zone);
  const say = (at: number | null) =>
    at === null ? cli.say({ fr: 'sans date', en: 'no date' }) : wording.short(dayOf(at));
  const rows = redated.slice(0, mostDates).map((one) => ({
    cells: [printable(one.number), printable(one.step), `${say(one.before)} → ${say(one.after)}`],
  }));
  const more = redated.length - rows.length;
  const rest = more > 0 ? [`  ${cli.say({ fr: `et ${more} autres`, en: `and ${more} more` })}`] : [];
  const head = cli.say({ fr: 'Nouvelles dates', en: 'New dates' });
  return [styleOf(cli).bold(head), ...renderTable(rows, cli.columns, '  '), ...rest].join('\n');
}

function leftOut(cli: Cli, { leftOut: all }: Migrated): string {
  const style = styleOf(cli);
  const groups = Map.groupBy(all, ({ fate, why }) => `${fate} ${why}`);
  return [...groups.values()]
    .flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const words = { fate: cli.say(fates[first.fate]), why: cli.say(reasons[first.why]) };
      const text = cli.say({ fr: `${words.fate} : ${words.why}`, en: `${words.fate}: ${words.why}` });
      const head = text.charAt(0).toUpperCase() + text.slice(1);
      const rows = own.map((run) => ({
        cells: [printable(run.number), printable(run.step), printable(run.customerName)],
      }));
      return [[style.bold(head), ...renderTable(rows, cli.columns, '  ')].join('\n')];
    })
    .join('\n\n');
}

/** The author's choice, but never without being seen. */
function again(cli: Cli, { again: all }: Migrated): string {
  if (all.length === 0) return '';
  const [one, many] = cli.language === 'fr' ? (['suivi', 'suivis'] as const) : (['run', 'runs'] as const);
  const head = cli.say({
    fr: 'Enverrait à nouveau ce qui a déjà été fait ; sinon, placez l’étape plus tôt ou donnez-lui un autre nom',
    en: 'Would send again what was done before; else put the step earlier or name it anew',
  });
  const rows = all.map(({ step, label, runs }) => ({
    cells: [printable(label === step ? step : `${label} (${step})`), counted(runs, one, many, cli.language)],
  }));
  return [styleOf(cli).bold(head), ...renderTable(rows, cli.columns, '  ')].join('\n');
}

function hint(cli: Cli, { dryRun }: Migrated): string {
  return dryRun
    ? cli.say({
        fr: 'Rien n’a bougé. Sans --dry-run, les suivis passent.',
        en: 'Nothing has moved. Without --dry-run the runs move.',
      })
    : cli.say({
        fr: 'Chaque suivi passe à son prochain tour. Interrompue, la même commande reprend.',
        en: 'Each run moves at its next turn. Broken off, the same command goes on.',
      });
}
