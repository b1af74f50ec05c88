/** The store: the only folder with SQL. Facts, runs, deliveries and releases, on PGlite or PostgreSQL. */
export { readAudit } from './audit/read-audit.ts';
export { type Act, writeAudit } from './audit/write-audit.ts';
export * from './backup/index.ts';
export { lockFolder } from './connection/folder-lock.ts';
export { openMemoryStore } from './connection/memory-store.ts';
export { openStore, type StoreLocation } from './connection/open-store.ts';
export { isAlive, startOf } from './connection/process-identity.ts';
export { readServer } from './connection/read-server.ts';
export type { Store } from './connection/store.ts';
export type { Db, Tx } from './database.ts';
export { StoreError, type StoreErrorCode } from './errors.ts';
export { allocateReceipt } from './facts/allocate-receipt.ts';
export { closeDispute, openDispute } from './facts/disputes.ts';
export {
  exclude,
  holdsPlacedOn,
  liftHold,
  type PlacedHold,
  pause,
  placeHold,
  resume,
} from './facts/holds.ts';
export type { Scope } from './facts/invoice-row.ts';
export { type Deed, markInsolvent, moveDueDate, writeOff } from './facts/invoices.ts';
export { recordPayment, reversePayment } from './facts/payments.ts';
export { type PromisePart, recordPromise, settlePromise } from './facts/promises.ts';
export { recordBounce, recordReply } from './facts/received.ts';
export { tagCustomer, tagInvoice, untagInvoice } from './facts/tags.ts';
export { createTask, finishTask } from './facts/tasks.ts';
export { type FecResult, importFec } from './fec/import-fec.ts';
export type { ProvenCustomer } from './fec/prove.ts';
export { readCompanies } from './fec/read-companies.ts';
export type { FecFile } from './fec/stage-lines.ts';
export { gatherFacts } from './gather/gather-facts.ts';
export type { RefusedRow } from './ledger/acceptable.ts';
export { importBalance } from './ledger/import-balance.ts';
export type { ImportContext } from './ledger/import-context.ts';
export { importCustomers } from './ledger/import-customers.ts';
export { importPayments } from './ledger/import-payments.ts';
export type { ImportResult, InvoiceNote } from './ledger/import-report.ts';
export { listReceiptsOnAccount, type OnAccount } from './ledger/receipts-on-account.ts';
export { type UndoRefusal, undoImport } from './ledger/undo-import.ts';
export * from './mailroom/index.ts';
export {
  countQuarantined,
  type Quarantined,
  quarantineNewRuns,
  quarantineStrays,
  unknownDeliveries,
} from './quarantine/quarantine-strays.ts';
export type { Told } from './quarantine/stray.ts';
export { headOf, publishRelease, restoreRelease } from './releases/publish-release.ts';
export { listReleases, type ReleaseLine, readHeads, readRelease } from './releases/read-releases.ts';
export * from './runs/index.ts';
export type * from './schema/ledger-tables.ts';
export type * from './schema/mailroom-tables.ts';
export type * from './schema/run-tables.ts';
export type * from './schema/workspace-tables.ts';
export * from './telemetry/index.ts';
export { type InvariantName, invariantNames, type Verdict, verifyStore } from './verify/index.ts';
export { countDeliveries, countTasks } from './views/counts.ts';
export {
  type DeliveryDetail,
  type DeliveryLine,
  listDeliveries,
  readDelivery,
} from './views/deliveries.ts';
export { countRunsByEngine, listOverdueRuns, type OverdueRuns } from './views/engines.ts';
export {
  type FoundCustomer,
  type FoundInvoice,
  type FoundTask,
  findCustomers,
  findInvoiceById,
  findInvoices,
  findTask,
  invoiceOfRun,
  similarNumbers,
} from './views/find.ts';
export { type Freshness, readFreshness } from './views/freshness.ts';
export { findImportOf, listImports } from './views/imports.ts';
export { type InvoiceLine, listInvoices } from './views/invoices.ts';
export { readNamedByRun } from './views/named-by-run.ts';
export { type Pulse, readPulse } from './views/pulse.ts';
export { type HoldReason, listHoldReasons } from './views/reasons.ts';
export {
  countRunsByStep,
  listProblems,
  listRuns,
  nextContacts,
  type RunLine,
  readTrace,
  type StepCount,
} from './views/runs.ts';
export {
  countRunsByRelease,
  type MovableRun,
  movableRuns,
  runsNotOn,
} from './views/runs-of-releases.ts';
export { type DecisionLine, readDecisions, readStandings, type Standing } from './views/standings.ts';
export { listTasks, type TaskLine } from './views/tasks.ts';
export { countWaitingForData } from './views/waiting-for-data.ts';
export { saveEntities } from './workspace/entities.ts';
export { installationOf } from './workspace/installation.ts';
export { freshenSources, readLogicalTime, saveLogicalTime } from './workspace/logical-time.ts';
export { keepSetting, readSetting, writeSetting } from './workspace/settings.ts';
export { listSources, readSource, saveMapping } from './workspace/sources.ts';
