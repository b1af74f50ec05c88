/** What a start says: where things are, what is about to happen, and what does not leave. */
import type { Pulse } from '../../../store/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import type { PlanUntil } from '../../house/plan-until.ts';
import type { Started } from '../../house/start-house.ts';
import type { Cli } from '../io.ts';
import { countedChannels } from '../print/channels.ts';
import { counted, createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { type Row, renderTable } from '../print/table.ts';

export interface Opening {
  readonly started: Started;
  readonly pulse: Pulse;
  readonly plan: PlanUntil;
  readonly only: ReadonlySet<string> | null;
  readonly isExample: boolean;
}

/** The lines between the title and the ready line. */
export function renderOpening(cli: Cli, opening: Opening): string {
  const { started, pulse, plan } = opening;
  const { house } = started;
  const rows: (readonly [string, string])[] = [
    [cli.say({ fr: 'Données', en: 'Data' }), dataLine(cli, house)],
    ...engineRows(cli, house),
    [cli.say({ fr: 'Courrier', en: 'Mail' }), mailLine(cli, house)],
    ...flowRows(cli, started),
    [cli.say({ fr: 'Factures', en: 'Invoices' }), invoiceLine(cli, pulse, started.loadedExample)],
    [cli.say({ fr: 'Aujourd’hui', en: 'Today' }), todayLine(cli, plan)],
    ...trialRows(cli, opening),
  ];
  const cells: readonly Row[] = rows.map((row) => ({ cells: row }));
  return `${renderTable(cells, cli.columns).join('\n')}\n`;
}

export function renderTitle(cli: Cli, name: string, isExample: boolean): string {
  const example = cli.say({ fr: ' (entreprise d’exemple)', en: ' (example company)' });
  return `${styleOf(cli).bold(`Palier · ${name}`)}${isExample ? example : ''}\n\n`;
}

function dataLine(cli: Cli, { settings, dataFolder }: OpenHouse): string {
  if (settings.databaseUrl === null) return dataFolder;
  const { host, pathname } = new URL(settings.databaseUrl);
  const journal = cli.say({ fr: 'journal des envois dans', en: 'send journal in' });
  return `PostgreSQL ${host}${pathname}, ${journal} ${dataFolder}`;
}

function engineRows(cli: Cli, { temporal }: OpenHouse): (readonly [string, string])[] {
  if (temporal === null) return [];
  const { place, page } = temporal;
  const where = cli.say({
    fr: `Temporal ${place.address}, espace de noms ${place.namespace}`,
    en: `Temporal ${place.address}, namespace ${place.namespace}`,
  });
  return [[cli.say({ fr: 'Moteur', en: 'Engine' }), page === null ? where : `${where}, ${page}`]];
}

function mailLine(cli: Cli, { settings, workspace }: OpenHouse): string {
  if (settings.smtp === null) {
    return cli.say({
      fr: 'rien ne sort : aucun serveur de courrier (SMTP_URL), les emails sont capturés et montrés',
      en: 'nothing leaves: no mail server (SMTP_URL), emails are captured and shown',
    });
  }
  const server = `${settings.smtp.host}:${settings.smtp.port}`;
  const { redirectAllTo, allowDomains } = workspace;
  if (redirectAllTo !== undefined) {
    return cli.say({
      fr: `par ${server}, tout à ${redirectAllTo}`,
      en: `through ${server}, all to ${redirectAllTo}`,
    });
  }
  const domains = allowDomains?.join(', ');
  const only = cli.say({ fr: `, vers ${domains} seulement`, en: `, to ${domains} only` });
  const through = cli.say({ fr: `les emails partent par ${server}`, en: `emails leave through ${server}` });
  return `${through}${domains === undefined ? '' : only}`;
}

function flowRows(cli: Cli, { published, differing, broken }: Started): (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = [];
  const title = cli.say({ fr: 'Scénarios', en: 'Flows' });
  const names = (some: readonly { readonly flow: string }[]) => some.map(({ flow }) => flow).join(', ');
  if (published.length > 0) {
    const count = counted(published.length, 'publié', 'publiés', 'fr');
    const flows = counted(published.length, 'flow published', 'flows published', 'en');
    rows.push([
      title,
      cli.say({ fr: `${count} à ce premier démarrage`, en: `${flows} at this first start` }),
    ]);
  }
  if (differing.length > 0) {
    rows.push([
      title,
      cli.say({
        fr: `modifiés et pas encore en vigueur : ${names(differing)} ; palier publish les publie`,
        en: `changed and not yet in force: ${names(differing)}; palier publish publishes them`,
      }),
    ]);
  }
  if (broken.length > 0) {
    rows.push([
      title,
      cli.say({
        fr: `avec des erreurs : ${names(broken)} ; palier check les montre`,
        en: `with errors: ${names(broken)}; palier check shows them`,
      }),
    ]);
  }
  return rows;
}

function invoiceLine(cli: Cli, pulse: Pulse, loadedExample: boolean): string {
  const { language } = cli;
  if (pulse.openInvoices === 0 && pulse.running === 0) {
    return cli.say({
      fr: 'aucune ; palier import FICHIER en charge',
      en: 'none; palier import FILE loads some',
    });
  }
  const number = createWording(language).count;
  const parts = [
    cli.say({ fr: `${number(pulse.openInvoices)} ouvertes`, en: `${number(pulse.openInvoices)} open` }),
    cli.say({ fr: `${number(pulse.running)} suivies`, en: `${number(pulse.running)} followed` }),
  ];
  if (pulse.held > 0)
    parts.push(cli.say({ fr: `${number(pulse.held)} retenues`, en: `${number(pulse.held)} held` }));
  if (pulse.withoutFlow > 0) {
    parts.push(
      cli.say({
        fr: `${number(pulse.withoutFlow)} sans scénario`,
        en: `${number(pulse.withoutFlow)} without a flow`,
      }),
    );
  }
  const loaded = cli.say({ fr: ' ; l’exemple vient d’être chargé', en: '; the example was just loaded' });
  return `${parts.join(', ')}${loadedExample ? loaded : ''}`;
}

function todayLine(cli: Cli, plan: PlanUntil): string {
  const channels = countedChannels(plan.byKind, cli.language);
  if (channels === '') return cli.say({ fr: 'rien à faire', en: 'nothing to do' });
  return plan.isPartial ? cli.say({ fr: `au moins ${channels}`, en: `at least ${channels}` }) : channels;
}

function trialRows(cli: Cli, { started, only }: Opening): (readonly [string, string])[] {
  const { house } = started;
  const title = cli.say({ fr: 'Essai', en: 'Trial' });
  const rows: (readonly [string, string])[] = [];
  if (house.isTrial) {
    const day = new Date(house.clock.now()).toISOString().slice(0, 10);
    rows.push([
      title,
      cli.say({
        fr: `horloge d’essai, au ${day} ; les données comptent comme fraîches chaque jour`,
        en: `trial clock, at ${day}; data count as fresh every day`,
      }),
    ]);
  }
  if (only !== null) {
    rows.push([
      title,
      cli.say({
        fr: `limité aux ${only.size} factures de la liste`,
        en: `limited to the ${only.size} invoices of the list`,
      }),
    ]);
  }
  return rows;
}
