import {
  type FoundCustomer,
  type FoundInvoice,
  findCustomers,
  findInvoices,
  invoiceOfRun,
  similarNumbers,
} from '../../store/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { Refusal } from './refusal.ts';

/** How many candidates a sentence names. */
const mostNamed = 5;

/**
 * The invoice that a text names: its number, `number#instalment`, `entity/number`, or the id of a run.
 *
 * @throws Refusal `not-found`, or `ambiguous` with the ways to name each candidate.
 */
export async function findInvoice(house: Pick<OpenHouse, 'store'>, text: string): Promise<FoundInvoice> {
  const { db } = house.store;
  const name = text.trim();
  const found = await candidates(house, name);
  if (found.length > 1) throw ambiguous(name, found);
  const [only] = found;
  if (only !== undefined) return only;
  const byRun = /^\d{1,15}-\d{1,4}$/.test(name) ? await invoiceOfRun(db, name) : null;
  if (byRun !== null) return byRun;
  const near = await similarNumbers(db, name, mostNamed);
  const shown = name.slice(0, 100);
  const list = near.join(', ');
  throw new Refusal('not-found', {
    fr: `il n’y a pas de facture « ${shown} »${near.length === 0 ? ' ; donnez son numéro, numéro#échéance, ou l’identifiant d’un suivi' : ` ; il y a ${list}`}`,
    en: `there is no invoice "${shown}"${near.length === 0 ? '; give its number, number#instalment, or the id of a run' : `; there is ${list}`}`,
  });
}

async function candidates(
  { store }: Pick<OpenHouse, 'store'>,
  name: string,
): Promise<readonly FoundInvoice[]> {
  const whole = await findInvoices(store.db, name);
  if (whole.length > 0) return whole;
  const [, entity, inEntity = name] = /^([a-z0-9][a-z0-9-]*)\/(.+)$/.exec(name) ?? [];
  const [, number = inEntity, instalment] = /^(.+)#(\d{1,5})$/.exec(inEntity) ?? [];
  const parts = await findInvoices(store.db, number);
  return parts.filter(
    (one) =>
      (entity === undefined || one.entity === entity) &&
      (instalment === undefined || one.instalment === Number(instalment)),
  );
}

function ambiguous(name: string, found: readonly FoundInvoice[]): Refusal {
  const named = found
    .slice(0, mostNamed)
    .map((one) => `${wayOf(one, found)} (${one.customerName}, ${one.dueOn ?? '—'})`)
    .join(', ');
  const more = found.length > mostNamed ? ', …' : '';
  return new Refusal('ambiguous', {
    fr: `plusieurs factures s’appellent « ${name} » ; précisez : ${named}${more}`,
    en: `several invoices are called "${name}"; say which: ${named}${more}`,
  });
}

/** The shortest text by which `findInvoice` finds this one again. */
export async function nameOf({ store }: Pick<OpenHouse, 'store'>, one: FoundInvoice): Promise<string> {
  const all = await findInvoices(store.db, one.number);
  return all.length > 1 ? wayOf(one, all) : one.number;
}

/** The shortest way to name one of several. */
function wayOf(one: FoundInvoice, all: readonly FoundInvoice[]): string {
  const is = (test: (other: FoundInvoice) => boolean) => all.filter(test).length === 1;
  if (is(({ instalment }) => instalment === one.instalment)) return `${one.number}#${one.instalment}`;
  if (is(({ entity }) => entity === one.entity)) return `${one.entity}/${one.number}`;
  if (is(({ entity, instalment }) => entity === one.entity && instalment === one.instalment)) {
    return `${one.entity}/${one.number}#${one.instalment}`;
  }
  return one.run ?? `${one.entity}/${one.number}#${one.instalment}`;
}

/** The customer with a number. @throws Refusal `not-found` or `ambiguous`. */
export async function findCustomer(house: Pick<OpenHouse, 'store'>, text: string): Promise<FoundCustomer> {
  const [, entity, number = text.trim()] = /^([a-z0-9][a-z0-9-]*)\/(.+)$/.exec(text.trim()) ?? [];
  const found = [
    ...(await findCustomers(house.store.db, text.trim())),
    ...(await findCustomers(house.store.db, number)).filter((one) => one.entity === entity),
  ];
  const [first, second] = found;
  if (first === undefined) {
    throw new Refusal('not-found', {
      fr: `il n’y a pas de client « ${number.slice(0, 100)} » ; donnez son numéro`,
      en: `there is no customer "${number.slice(0, 100)}"; give its number`,
    });
  }
  if (second === undefined) return first;
  const named = found.map((one) => `${one.entity}/${one.number} (${one.name})`).join(', ');
  throw new Refusal('ambiguous', {
    fr: `plusieurs clients ont le numéro « ${number} » ; précisez : ${named}`,
    en: `several customers have the number "${number}"; say which: ${named}`,
  });
}

/** What an operation says of the invoice that it was about. */
export interface NamedInvoice {
  readonly number: string;
  readonly instalment: number;
  readonly customer: string;
  readonly open: number;
  readonly currency: string;
  readonly run: string | null;
}

export function named(invoice: FoundInvoice): NamedInvoice {
  const { number, instalment, customerName, open, currency, run } = invoice;
  return { number, instalment, customer: customerName, open, currency, run };
}
