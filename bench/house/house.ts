import { digestOf } from '../../engine/flow/index.ts';
import { parseMessageFile } from '../../engine/message/index.ts';
import {
  defaultPolicies,
  type Flow,
  mergePolicies,
  type Release,
  type Workspace,
} from '../../schemas/index.ts';
import {
  importBalance,
  importCustomers,
  publishRelease,
  type Store,
  saveEntities,
} from '../../store/index.ts';
import { createHolidays } from '../../workers/calendar/holidays.ts';
import {
  type Carrier,
  createReleases,
  createSameServer,
  createSurroundings,
} from '../../workers/carry/index.ts';
import { silentTelemetry } from '../../workers/telemetry/index.ts';

const workspace: Workspace = {
  name: 'Bench',
  entities: [
    { id: 'e', name: 'Bench SAS', email: 'facturation@bench.example', region: 'FR', zone: 'Europe/Paris' },
  ],
  languages: ['fr'],
  flows: [],
};

const reminder = `---
subject: "Facture {{ invoice.number }} échue le {{ invoice.dueOn | date }}"
---
{{ contact.greeting }},

Sauf erreur de notre part, nous n’avons pas encore reçu le règlement de la facture **{{ invoice.number }}** émise par {{ company.name }}, soit **{{ invoice.open | money }}**, échue le **{{ invoice.dueOn | date }}**.

Si le paiement est déjà parti, merci de nous en indiquer la date.
`;

/** A release of a flow whose emails all say the same; its policies override those of a bench. */
export function releaseOf(flow: Flow): Release {
  const { message } = parseMessageFile('messages/reminder/fr.email.md', reminder);
  if (message === undefined || message === null) throw new Error('the reminder cannot be read');
  const content = {
    flow,
    messages: [message],
    segments: [],
    policies: mergePolicies(
      { ...defaultPolicies, window: 'always', slot: 'none', spread: '0 minutes' },
      flow.policies,
    ),
    languages: ['fr'],
    customFields: {},
  };
  return { digest: digestOf(content), ...content };
}

/** A house on a store: entity, release, and a clock that the bench moves. */
export interface House {
  readonly carrier: Carrier;
  readonly digest: string;
  readonly setNow: (instant: number) => void;
}

/** Opens a house with one published release; nothing is in its ledger yet. */
export async function openHouse(
  store: Store,
  flow: Flow,
  parts: Pick<Carrier, 'email' | 'journal'>,
  start: number,
): Promise<House> {
  let now = start;
  const deed = { at: start, actor: 'bench' };
  const release = releaseOf(flow);
  await saveEntities(store.db, workspace.entities);
  await publishRelease(store.db, release, null, deed);
  const clock = { now: () => now, sleepUntil: async () => {} };
  return {
    digest: release.digest,
    setNow: (instant) => {
      now = instant;
    },
    carrier: {
      ...parts,
      store,
      clock,
      engine: 'embedded',
      releases: createReleases(),
      sameServer: createSameServer(store),
      surroundings: createSurroundings(workspace.entities, createHolidays(), () => now),
      workspace,
      folder: '.',
      telemetry: silentTelemetry,
      report: ({ code, message }) => {
        throw new Error(`${code}: ${message}`);
      },
    },
  };
}

export interface InvoicesToAdd {
  readonly from: number;
  readonly count: number;
  readonly dueOn: string;
  /** Customers among whom they are shared out; one each where absent. */
  readonly customers?: number;
}

const numbered = (number: number) => String(number).padStart(6, '0');

/** Adds invoices, their customers and a contact for bills of each. */
export async function addInvoices(
  { carrier: { store, clock } }: House,
  { from, count, dueOn, customers = Number.POSITIVE_INFINITY }: InvoicesToAdd,
): Promise<void> {
  const context = { source: 'bench', at: clock.now(), actor: 'bench' };
  const places = Array.from({ length: count }, (_, place) => from + place);
  const owners = new Set(places.map((place) => numbered(place % customers)));
  await importCustomers(
    store.db,
    [...owners].map((number) => ({
      entity: 'e',
      number: `C${number}`,
      name: `Customer ${number}`,
      contacts: [{ name: 'Comptabilité', roles: ['billing'], email: `c${number}@customer.example` }],
    })),
    context,
  );
  const rows = places.map((place) => {
    const open = 10_000 + ((place * 104_729) % 1_000_000);
    return {
      entity: 'e',
      customer: `C${numbered(place % customers)}`,
      number: `F${numbered(place)}`,
      instalment: 1,
      dueOn,
      amount: open,
      open,
      currency: 'EUR',
    };
  });
  await importBalance(store.db, rows, context);
}
