/** Every table of the store, as Kysely sees it; the SQL stands in `migrations/`. */
import type { Kysely, Transaction } from 'kysely';
import type * as ledger from './schema/ledger-tables.ts';
import type * as mailroom from './schema/mailroom-tables.ts';
import type * as runs from './schema/run-tables.ts';
import type * as workspace from './schema/workspace-tables.ts';

export interface Database {
  entity: workspace.EntityTable;
  customer: ledger.CustomerTable;
  contact: ledger.ContactTable;
  invoice: ledger.InvoiceTable;
  movement: ledger.MovementTable;
  promise: ledger.PromiseTable;
  promise_part: ledger.PromisePartTable;
  dispute: ledger.DisputeTable;
  tag: ledger.TagTable;
  hold: ledger.HoldTable;
  received: ledger.ReceivedTable;
  task: ledger.TaskTable;
  import: ledger.ImportTable;
  source: ledger.SourceTable;
  reading: ledger.ReadingTable;
  release: workspace.ReleaseTable;
  flow_head: workspace.FlowHeadTable;
  draft: workspace.DraftTable;
  setting: workspace.SettingTable;
  audit: workspace.AuditTable;
  account: workspace.AccountTable;
  session: workspace.SessionTable;
  run: runs.RunTable;
  inbox: runs.InboxTable;
  outbox: runs.OutboxTable;
  decision: runs.DecisionTable;
  trace: runs.TraceTable;
  assignment: runs.AssignmentTable;
  no_flow: runs.NoFlowTable;
  request: mailroom.RequestTable;
  slot: mailroom.SlotTable;
  delivery: mailroom.DeliveryTable;
  delivery_request: mailroom.DeliveryRequestTable;
}

/** The store, or a transaction on it. */
export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;
