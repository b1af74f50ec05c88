import { formatDay, parseDay, zoneOf } from '../../../engine/calendar/index.ts';
import { sayExplanation } from '../../../engine/rules/index.ts';
import { eventsOf, momentsOf, type Timed } from '../../../engine/simulate/index.ts';
import type {
  CustomerRow,
  InvoiceFacts,
  InvoiceRow,
  Script,
  ScriptEvent,
  Workspace,
} from '../../../schemas/index.ts';
import { formatAmount } from '../../../schemas/index.ts';
import type { LoadedRelease } from '../../../workers/carry/releases.ts';
import type { Cli } from '../io.ts';
import type { Cast, Casting, LeftOut } from './cast.ts';
import { factsOfRows } from './ledger-facts.ts';

export interface LedgerInput {
  readonly invoices: readonly InvoiceRow[];
  /** Undefined where no file tells customers. */
  readonly customers: readonly CustomerRow[] | undefined;
  /** Events that happen to invoices of the ledger. */
  readonly script: Script | undefined;
  readonly workspace: Workspace;
  readonly release: LoadedRelease;
  /** The day on which every run starts. */
  readonly today: number;
  readonly ignoreEntry: boolean;
  /** Takes one invoice alone, by its number. */
  readonly only?: string;
}

/** The customers of a ledger with the invoices that the flow takes; the others with the reason. */
export function castLedger(cli: Cli, input: LedgerInput): Casting {
  const byCustomer = Map.groupBy(input.invoices, ({ entity, customer }) => `${entity}\n${customer}`);
  const parts = [...byCustomer.values()].map((rows) => castCustomer(cli, rows, input));
  const assumed = {
    fr: 'Les contacts ne sont pas dans la balance : chaque rôle est supposé joignable (--customers les donne).',
    en: 'The ledger tells no contacts: every role is assumed to be reachable (--customers gives them).',
  };
  return {
    casts: parts.flatMap(({ cast }) => (cast.invoices.length === 0 ? [] : [cast])),
    left: parts.flatMap(({ left }) => left),
    notes: input.customers === undefined ? [cli.say(assumed)] : [],
  };
}

interface Part {
  readonly cast: Cast;
  readonly left: readonly LeftOut[];
}

function castCustomer(cli: Cli, rows: readonly InvoiceRow[], input: LedgerInput): Part {
  const { workspace, today } = input;
  const [first] = rows;
  const [main] = workspace.entities;
  const entity = workspace.entities.find(({ id }) => id === first?.entity) ?? main;
  if (entity === undefined) throw new RangeError('a workspace has at least one entity');
  const customer = input.customers?.find(
    (one) => one.number === first?.customer && one.entity === first.entity,
  );
  const all = factsOfRows(rows, {
    ...{ language: workspace.languages[0] ?? 'fr', zone: entity.zone, today, customer },
    assumesContacts: input.customers === undefined,
  });
  const judged = all.map((facts) => judge(cli, facts, input));
  const taken = judged.flatMap(({ facts, why }) => (why === null ? [facts] : []));
  const zone = zoneOf(taken[0]?.customer.zone ?? entity.zone);
  const startsAt = zone.instantOf(today, 0);
  const lastDue = Math.max(today, ...taken.map(({ invoice }) => parseDay(invoice.dueOn ?? '') ?? today));
  return {
    cast: {
      ...{ entity, zone: zone.name, invoices: taken.map((facts) => ({ facts, startsAt })) },
      ...{ events: eventsFor(taken, input.script, zone), until: zone.instantOf(lastDue + 400, 0) },
    },
    left: judged.flatMap(({ facts, why }) => (why === null || why === 'unasked' ? [] : [{ facts, why }])),
  };
}

/** The facts with their segment, and why the flow does not take the invoice; null where it does. */
function judge(
  cli: Cli,
  facts: InvoiceFacts,
  input: LedgerInput,
): { readonly facts: InvoiceFacts; readonly why: string | null } {
  const { release, today } = input;
  const { flow } = release.release;
  const context = { today, currency: flow.currency };
  const segment = release.segmentOf(facts, context);
  const known = { ...facts, customer: { ...facts.customer, segment } };
  const no = (words: { readonly fr: string; readonly en: string }) => ({ facts: known, why: cli.say(words) });
  const { open, currency, number } = facts.invoice;
  if (input.only !== undefined && number !== input.only) return { facts: known, why: 'unasked' };
  if (open <= 0)
    return no({ fr: 'avoir ou solde nul : rien n’est dû', en: 'a credit or nothing open: nothing is owed' });
  if (currency !== flow.currency) {
    return no({
      fr: `le scénario est en ${flow.currency}, la facture en ${currency}`,
      en: `the flow is in ${flow.currency}, the invoice in ${currency}`,
    });
  }
  const { entry } = release;
  if (input.ignoreEntry || entry === null || entry.test(known, context) === true)
    return { facts: known, why: null };
  const said = sayExplanation(entry.explain(known, context), release.catalogue, {
    ...{ language: cli.language, currency },
  });
  return no({ fr: `n’entre pas dans le scénario : ${said}`, en: `the flow does not take it: ${said}` });
}

/** Events of a script for invoices of the ledger; `J` is the due date of the event's own invoice. */
function eventsFor(
  taken: readonly InvoiceFacts[],
  script: Script | undefined,
  zone: ReturnType<typeof zoneOf>,
): readonly Timed[] {
  const named = script?.invoices[0]?.number;
  return (script?.events ?? []).flatMap((event): readonly Timed[] => {
    const index = taken.findIndex(({ invoice }) => invoice.number === (event.invoice ?? named));
    const facts = taken[index];
    if (facts === undefined || script === undefined) return [];
    const own = scriptFor(script, facts, event);
    return eventsOf(own, momentsOf(own, zone)).map((timed) => ({ ...timed, invoice: index }));
  });
}

function scriptFor(script: Script, { invoice }: InvoiceFacts, event: ScriptEvent): Script {
  const dueOn = invoice.dueOn ?? formatDay(0);
  const { invoice: _named, ...rest } = event;
  return {
    ...script,
    invoices: [{ number: invoice.number, amount: formatAmount(invoice.open), dueOn }],
    events: [rest as ScriptEvent],
  };
}
