import { z } from 'zod';
import type { Workspace } from '../../schemas/index.ts';
import {
  type Act,
  type ImportContext,
  importBalance,
  importCustomers,
  importPayments,
  listImports,
  readSetting,
  type Store,
  writeSetting,
} from '../../store/index.ts';
import { exampleCompany, writeInvoiceDocuments } from '../example-company/index.ts';

const setting = 'example';
const source = 'exemple';

/** The day on which the example was loaded, and whether all of it was. */
const Loaded = z.object({ day: z.iso.date(), complete: z.boolean() });

export interface ExampleOptions {
  readonly workspace: Workspace;
  /** Folder for the invoices' documents. */
  readonly documents: string;
  readonly act: Act;
}

/**
 * Loads the example company into an empty store, with a document for each invoice. One that was cut off
 * goes on where it stopped. Gives false where the store holds anything else.
 */
export async function loadExample(store: Store, options: ExampleOptions): Promise<boolean> {
  const { act } = options;
  const before = Loaded.safeParse(await readSetting(store.db, setting));
  if (before.success && before.data.complete) return false;
  if (!before.success && (await listImports(store.db, 1)).length > 0) return false;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(act.at);
  const day = before.success ? before.data.day : today;
  await writeSetting(store.db, setting, { day, complete: false }, act);
  const company = exampleCompany(day);
  await writeInvoiceDocuments(options.documents, company, options.workspace.entities);
  const context: ImportContext = { ...act, source };
  await importCustomers(store.db, company.customers, context);
  await importBalance(store.db, company.invoices, context);
  await importPayments(store.db, company.payments, context);
  await writeSetting(store.db, setting, { day, complete: true }, act);
  return true;
}
