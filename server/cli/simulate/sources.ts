import { basename, dirname, resolve } from 'node:path';
import { formatDay, parseDay, zoneOf } from '../../../engine/calendar/index.ts';
import { type Flow, Script, ScriptInvoice, type Workspace } from '../../../schemas/index.ts';
import type { LoadedRelease } from '../../../workers/carry/releases.ts';
import type { ImportContext } from '../../import/index.ts';
import { readBySchema, readText } from '../../workspace/index.ts';
import type { SimulateOptions } from '../commands/simulate.ts';
import { Failure } from '../failure.ts';
import type { Cli } from '../io.ts';
import { renderProblems } from '../print/problems.ts';
import type { Casting } from './cast.ts';
import { castLedger } from './ledger-cast.ts';
import { readBalance, readCustomers } from './read-ledger.ts';
import { castOfScript } from './script-cast.ts';

export interface SourceInput {
  readonly workspace: Workspace;
  readonly flow: Flow;
  readonly release: LoadedRelease;
}

/** Reads what is to be walked through the flow: a ledger, a script, one invoice, or a sample. */
export async function castFrom(cli: Cli, options: SimulateOptions, input: SourceInput): Promise<Casting> {
  checkOptions(cli, options, input.workspace);
  const script = options.script === undefined ? undefined : await readScript(cli, options.script);
  if (options.ledger !== undefined) return fromLedger(cli, options.ledger, options, script, input);
  const { workspace, flow } = input;
  const settings = {
    ...{ workspace, flow },
    ...(options.entity === undefined ? {} : { entity: options.entity }),
    ...(options.today === undefined ? {} : { today: dayOption(cli, '--today', options.today) }),
  };
  if (options.invoice === undefined && script !== undefined) {
    return { casts: [castOfScript(script, settings)], left: [], notes: [script.about] };
  }
  const whole = aroundInvoice(cli, options, script, workspace);
  const sample = {
    fr: 'Facture d’exemple, au contact supposé joignable ; --ledger, --invoice ou --script donnent les vôtres.',
    en: 'A sample invoice with a contact assumed to be reachable; --ledger, --invoice or --script take yours.',
  };
  return {
    casts: [castOfScript(whole, settings)],
    ...{ left: [], notes: options.invoice === undefined ? [cli.say(sample)] : [] },
  };
}

function checkOptions(cli: Cli, options: SimulateOptions, workspace: Workspace): void {
  for (const name of ['today', 'from', 'until'] as const) {
    const value = options[name];
    if (value !== undefined) dayOption(cli, `--${name}`, value);
  }
  if (options.customers !== undefined && options.ledger === undefined) {
    throw new Failure(
      cli.say({ fr: '--customers va avec --ledger', en: '--customers goes with --ledger' }),
      2,
    );
  }
  const ids = workspace.entities.map(({ id }) => id);
  if (options.entity !== undefined && !ids.includes(options.entity)) {
    const list = ids.join(', ');
    throw new Failure(
      cli.say({
        fr: `il n’y a pas d’entité « ${options.entity} » ; entités : ${list}`,
        en: `there is no entity "${options.entity}"; entities: ${list}`,
      }),
      2,
    );
  }
}

/** A date of the command line. */
export function dayOption(cli: Cli, name: string, text: string): number {
  const day = parseDay(text);
  if (day !== null) return day;
  const words = {
    fr: `${name} attend une date comme 2026-11-30, non « ${text} »`,
    en: `${name} expects a date such as 2026-11-30, not "${text}"`,
  };
  throw new Failure(cli.say(words), 2);
}

async function fromLedger(
  cli: Cli,
  file: string,
  options: SimulateOptions,
  script: Script | undefined,
  { workspace, flow, release }: SourceInput,
): Promise<Casting> {
  const [first] = workspace.entities;
  const entity = workspace.entities.find(({ id }) => id === options.entity) ?? first;
  if (entity === undefined) throw new RangeError('a workspace has at least one entity');
  const today =
    options.today === undefined
      ? zoneOf(entity.zone).dayOf(cli.now())
      : dayOption(cli, '--today', options.today);
  const context: ImportContext = {
    ...{ entity: entity.id, currency: flow.currency, today: formatDay(today), language: cli.language },
    ...{ entities: workspace.entities, customFields: workspace.customFields },
  };
  const invoices = await readBalance(cli, file, context);
  const customers =
    options.customers === undefined ? undefined : await readCustomers(cli, options.customers, context);
  const only = options.invoice;
  if (only !== undefined && !invoices.some(({ number }) => number === only)) {
    throw new Failure(
      cli.say({ fr: `${file} n’a pas de facture « ${only} »`, en: `${file} has no invoice "${only}"` }),
    );
  }
  return castLedger(cli, {
    ...{ invoices, customers, script, workspace, release, today },
    ...{ ignoreEntry: options.ignoreEntry ?? false, ...(only === undefined ? {} : { only }) },
  });
}

async function readScript(cli: Cli, name: string): Promise<Script> {
  const path = resolve(cli.cwd, name);
  const read = await readText(dirname(path), basename(path));
  if ('code' in read) throw new Failure(`${name}: ${read.message}`);
  const { value, problems } = readBySchema(read.text, Script);
  if (value !== undefined) return value;
  const located = problems.map((problem) => ({ ...problem, file: name }));
  cli.err(renderProblems(located, { ...cli, folder: cli.cwd }));
  throw new Failure(cli.say({ fr: `${name} n’est pas un script`, en: `${name} is no script` }));
}

/** A script around one invoice: the one given as JSON, or a sample; the customer and events of a script. */
function aroundInvoice(
  cli: Cli,
  options: SimulateOptions,
  script: Script | undefined,
  workspace: Workspace,
): Script {
  const zone = workspace.entities[0]?.zone ?? 'Europe/Paris';
  const today =
    options.today === undefined ? zoneOf(zone).dayOf(cli.now()) : dayOption(cli, '--today', options.today);
  const sample = {
    number: 'F-0001',
    amount: '1250.00',
    issuedOn: formatDay(today),
    dueOn: formatDay(today + 30),
  };
  const invoice = options.invoice === undefined ? sample : parseInvoice(cli, options.invoice);
  const customer = {
    ...{ number: 'C-0001', name: cli.say({ fr: 'Client d’exemple', en: 'Sample customer' }) },
    ...(workspace.languages.includes(cli.language) ? { language: cli.language } : {}),
    contacts: [
      {
        name: cli.say({ fr: 'contact supposé joignable', en: 'contact assumed to be reachable' }),
        roles: ['billing', 'accountant', 'cfo', 'manager'] as const,
        ...{ email: 'contact@client.example', phone: '+33600000000' },
      },
    ].map((contact) => ({ ...contact, roles: [...contact.roles] })),
  };
  return {
    about: '-',
    customer: script?.customer ?? customer,
    invoices: [invoice],
    events: (script?.events ?? []).map(({ invoice: _named, ...event }) => event) as Script['events'],
  };
}

function parseInvoice(cli: Cli, text: string): Script['invoices'][number] {
  if (!text.trim().startsWith('{')) {
    const words = {
      fr: `pour la facture « ${text} », donnez aussi la balance : --ledger balance.csv`,
      en: `for invoice "${text}" give the ledger too: --ledger balance.csv`,
    };
    throw new Failure(cli.say(words), 2);
  }
  const { value, problems } = readBySchema(text, ScriptInvoice);
  if (value !== undefined) return value;
  throw new Failure(`--invoice: ${problems.map(({ message }) => message).join(' ')}`, 2);
}
