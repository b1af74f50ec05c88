import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importBalance, importCustomers, openStore, saveLogicalTime } from '../../../store/index.ts';

/** 1 March 2026, midnight in Paris; every invoice falls due on one of the days after it. */
export const begins = Date.parse('2026-02-28T23:00:00Z');
export const invoiceCount = 300;
const customerCount = 100;
const reminders = ['relance-1', 'relance-2', 'relance-3'] as const;

const palier = {
  name: 'Crash',
  entities: [
    { id: 'fr', name: 'Atelier', email: 'compta@atelier.example', region: 'FR', zone: 'Europe/Paris' },
  ],
  languages: ['fr'],
  policies: { freshness: '999 days', cap: { atMost: 3, per: '7 days' }, spread: '0 minutes' },
  flows: ['relances'],
};

const days = [3, 10, 24] as const;

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
        tone: (['courtesy', 'firm', 'formal'] as const)[index],
        next: index === reminders.length - 1 ? 'fin' : `attente-${index + 2}`,
      },
    ]),
    { id: 'fin', kind: 'end' },
  ],
};

/** A workspace of one flow with three emails, in a new folder. */
export function writeWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'palier-crash-'));
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
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

/** A store with 300 open invoices of 100 customers, and the logical time at which the trial begins. */
export async function seedStore(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir });
  const context = { at: begins, actor: 'test', source: 'export' };
  const customers = Array.from({ length: customerCount }, (_, index) => ({
    entity: 'fr',
    number: `C${index}`,
    name: `Client ${index}`,
    zone: 'Europe/Paris',
    contacts: [
      { name: 'Claire', firstName: 'Claire', roles: ['billing' as const], email: `c${index}@client.example` },
    ],
  }));
  await importCustomers(store.db, customers, { ...context, source: 'customers' });
  const invoices = Array.from({ length: invoiceCount }, (_, index) => ({
    entity: 'fr',
    customer: `C${index % customerCount}`,
    number: `F${index}`,
    instalment: 1,
    issuedOn: '2026-02-01',
    dueOn: `2026-03-${String(2 + (index % 5)).padStart(2, '0')}`,
    open: 10_000 + index,
    currency: 'EUR',
  }));
  await importBalance(store.db, invoices, context);
  await saveLogicalTime(store.db, begins);
  await store.close();
}
