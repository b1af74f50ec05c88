import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policies } from '../../../schemas/index.ts';
import { importBalance, importCustomers, type Store } from '../../../store/index.ts';

const reminders = ['relance-1', 'relance-2'] as const;
/** Reminders of an invoice. */
export const remindersEach = reminders.length;

const days = [3, 10] as const;

const flow = {
  id: 'relances',
  name: 'Relances',
  currency: 'EUR',
  start: 'attente-1',
  steps: [
    ...reminders.flatMap((id, index) => [
      { id: `attente-${index + 1}`, kind: 'wait', until: { from: 'due', days: days[index] }, next: id },
      {
        id,
        kind: 'email',
        to: ['billing'],
        message: id,
        tone: (['courtesy', 'firm'] as const)[index],
        next: index === reminders.length - 1 ? 'fin' : `attente-${index + 2}`,
      },
    ]),
    { id: 'fin', kind: 'end' },
  ],
};

/** A workspace of one flow with two emails, in a new folder. */
export function writeWorkspace(policies: Partial<Policies>): string {
  const folder = mkdtempSync(join(tmpdir(), 'palier-crash-'));
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const palier = {
    name: 'Crash',
    entities: [
      { id: 'fr', name: 'Atelier', email: 'compta@atelier.example', region: 'FR', zone: 'Europe/Paris' },
    ],
    languages: ['fr'],
    policies: { freshness: '999 days', spread: '0 minutes', ...policies },
    flows: ['relances'],
  };
  put('palier.json', JSON.stringify(palier));
  put('segments.json', JSON.stringify({ segments: [] }));
  put('flows/relances.flow.json', JSON.stringify(flow));
  for (const id of reminders) {
    const text = `---\nsubject: "${id} {{ invoice.number }}"\n---\nBonjour {{ contact.firstName }}, {{ total.open | money }} restent dus.\n`;
    put(`messages/${id}/fr.email.md`, text);
  }
  return folder;
}

export interface Ledger {
  readonly invoices: number;
  readonly customers: number;
  /** When they are imported; epoch milliseconds. */
  readonly at: number;
  readonly issuedOn: string;
  readonly dueOn: (index: number) => string;
}

/** Open invoices, spread over customers in turn. */
export async function fillStore({ db }: Store, ledger: Ledger): Promise<void> {
  const context = { at: ledger.at, actor: 'test', source: 'export' };
  const customers = Array.from({ length: ledger.customers }, (_, index) => ({
    entity: 'fr',
    number: `C${index}`,
    name: `Client ${index}`,
    zone: 'Europe/Paris',
    contacts: [
      { name: 'Claire', firstName: 'Claire', roles: ['billing' as const], email: `c${index}@client.example` },
    ],
  }));
  await importCustomers(db, customers, { ...context, source: 'customers' });
  const invoices = Array.from({ length: ledger.invoices }, (_, index) => ({
    entity: 'fr',
    customer: `C${index % ledger.customers}`,
    number: `F${index}`,
    instalment: 1,
    issuedOn: ledger.issuedOn,
    dueOn: ledger.dueOn(index),
    open: 10_000 + index,
    currency: 'EUR',
  }));
  await importBalance(db, invoices, context);
}
