import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { rowId } from '../row-id.ts';

export interface InvoiceLine {
  readonly invoice: string;
  readonly entity: string;
  readonly number: string;
  readonly instalment: number;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly amount: number;
  readonly open: number;
  readonly currency: string;
  readonly stage: string | null;
  readonly customer: string;
  readonly customerNumber: string;
  readonly customerName: string;
  /** The invoice's latest run, if any. */
  readonly run: string | null;
  readonly flow: string | null;
  readonly step: string | null;
  /** Why no flow took it, if so. */
  readonly noFlow: unknown;
}

export interface InvoiceQuery {
  readonly customer?: string;
  readonly invoice?: string;
  /** Part of a number or of a customer's name. */
  readonly search?: string;
  /** Only what is open; true where absent. */
  readonly open?: boolean;
  /** Only those that no flow has taken. */
  readonly withoutRun?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

/** Invoices with their run, earliest due date first. */
export async function listInvoices(db: Db, query: InvoiceQuery = {}): Promise<readonly InvoiceLine[]> {
  const { customer, invoice, open = true, withoutRun = false } = query;
  const customerId = customer === undefined ? null : rowId(customer);
  const invoiceId = invoice === undefined ? null : rowId(invoice);
  const search = query.search === undefined ? null : `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<InvoiceLine>`
    select invoice.id::text as invoice, invoice.entity, invoice.number, instalment, issued_on as "issuedOn",
      due_on as "dueOn", amount, open, currency, stage, customer.id::text as customer,
      customer.number as "customerNumber", customer.name as "customerName", latest.id as run,
      latest.flow_id as flow, latest.step, no_flow.reason as "noFlow"
    from invoice join customer on customer.id = invoice.customer_id
    left join lateral (select id, flow_id, step from run where run.invoice_id = invoice.id
      order by cycle desc limit 1) as latest on true
    left join no_flow on no_flow.invoice_id = invoice.id
    where (${customerId}::bigint is null or invoice.customer_id = ${customerId}::bigint)
      and (${invoiceId}::bigint is null or invoice.id = ${invoiceId}::bigint)
      and (not ${open}::boolean or open <> 0)
      and (not ${withoutRun}::boolean or latest.id is null)
      and (${search}::text is null or invoice.number ilike ${search} or customer.name ilike ${search}
        or customer.number ilike ${search})
    order by due_on nulls first, invoice.id limit ${query.limit ?? 100} offset ${query.offset ?? 0}`.execute(
    db,
  );
  return rows;
}
