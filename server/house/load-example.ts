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
import { type Telemetry, tellImport } from '../../workers/telemetry/index.ts';
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
  readonly telemetry: Telemetry;
}

/**
 * Loads the example company into an empty store, with a document for each invoice. One that was cut off
 * goes on where it stopped. Gives false where the store holds anything else.
 */
export async function loadExample(store: Store, options: ExampleOptions): Promise<boolean> {
  const { act, telemetry } = options;
  const before = Loaded.safeParse(await readSetting(store.db, setting));
  if (before.success && before.data.complete) return false;
  if (!before.success && (await listImports(store.db, 1)).length > 0) return false;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(act.at);
  const day = before.success ? before.data.day : today;
  await writeSetting(store.db, setting, { day, complete: false }, act);
  const company = exampleCompany(day);
  await writeInvoiceDocuments(options.documents, company, options.workspace.entities);
  const context: ImportContext = { ...act, source };
  const { customers, invoices, payments } = company;
  await importCustomers(store.db, customers, context);
  await tellImport(telemetry, 'balance', (told) =>
    importBalance(store.db, invoices, { ...context, ...told }),
  );
  await tellImport(telemetry, 'payments', (told) =>
    importPayments(store.db, payments, { ...context, ...told }),
  );
  await writeSetting(store.db, setting, { day, complete: true }, act);
  return true;
}
