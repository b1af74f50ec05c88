import { expect, it } from 'vitest';
import { parseDay } from '../../engine/calendar/index.ts';
import { compileCondition, createCatalogue, segmentOf } from '../../engine/rules/index.ts';
import type { CustomerRow, InvoiceFacts, InvoiceRow, PaymentRow } from '../../schemas/index.ts';
import { type ExampleCompany, exampleCompany } from '../../server/example-company/index.ts';
import { flowFiles, segments, workspace } from './read-examples.ts';

const today = '2026-11-22';
const catalogue = createCatalogue(workspace.customFields);

function dayOf(text: string | null | undefined): number {
  return parseDay(text ?? '') ?? Number.NaN;
}

/** Mean days between due date and payment of a customer's settled invoices. */
function averageDelay(invoices: readonly InvoiceRow[], payments: readonly PaymentRow[]): number | null {
  const delays = payments.flatMap((payment) => {
    const invoice = invoices.find((one) => one.number === payment.invoice && one.open === payment.amount);
    return invoice === undefined ? [] : [dayOf(payment.on) - dayOf(invoice.dueOn)];
  });
  return delays.length === 0 ? null : delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
}

function factsOf(company: ExampleCompany, customer: CustomerRow, invoice: InvoiceRow): InvoiceFacts {
  const own = company.invoices.filter((one) => one.customer === customer.number);
  const payments = company.payments.filter((one) => one.customer === customer.number);
  const paid = payments.find((one) => one.invoice === invoice.number)?.amount ?? 0;
  const {
    number,
    name = '',
    language = 'fr',
    zone = 'Europe/Paris',
    country = null,
    owner = null,
  } = customer;
  return {
    invoice: {
      ...{ id: invoice.number, number: invoice.number, instalment: 1, currency: invoice.currency, tags: [] },
      ...{ issuedOn: invoice.issuedOn ?? null, dueOn: invoice.dueOn ?? null, custom: invoice.custom ?? {} },
      ...{ amount: invoice.open, open: invoice.open - paid, writtenOff: false, settledBy: null },
    },
    customer: {
      ...{ id: number, number, name, language, zone, country, owner, segment: null },
      ...{ tags: customer.tags ?? [], custom: customer.custom ?? {}, excluded: null, insolvent: false },
      ...{ net: 0, overdue: 0, openInvoices: own.length, brokenPromises: 0 },
      firstInvoiceOn: own.map((one) => one.issuedOn ?? '').sort()[0] ?? null,
      averageDelay: averageDelay(own, payments),
    },
    ...{ contacts: [], disputes: [], promises: [], payments: [], holds: [], paused: false },
    ...{ replies: [], bounces: [], tasks: [], refreshedAt: null },
  };
}

/** The flow that takes the invoice, as an import would ask them. */
function flowOf(facts: InvoiceFacts): string {
  const at = { today: dayOf(today) };
  const segment = segmentOf(segments.segments, catalogue, facts, at);
  const known = { ...facts, customer: { ...facts.customer, segment } };
  const taking = workspace.flows.find((id) => {
    const flow = flowFiles.find((file) => file.flow.id === id)?.flow;
    if (flow === undefined) return false;
    const context = { ...at, currency: flow.currency };
    return (
      flow.entry === undefined || compileCondition(flow.entry.when, catalogue).test(known, context) === true
    );
  });
  return taking ?? 'none';
}

it('the example company’s invoices spread over every flow, and the smallest are left alone', () => {
  const company = exampleCompany(today);
  const counts = new Map<string, number>();
  for (const invoice of company.invoices) {
    const customer = company.customers.find((one) => one.number === invoice.customer);
    if (customer === undefined) throw new Error(`${invoice.number} has no customer`);
    const facts = factsOf(company, customer, invoice);
    if (facts.invoice.open > 0) counts.set(flowOf(facts), (counts.get(flowOf(facts)) ?? 0) + 1);
  }

  expect([...counts.keys()].sort()).toEqual([...workspace.flows, 'none'].sort());
  expect(Math.min(...workspace.flows.map((id) => counts.get(id) ?? 0))).toBeGreaterThanOrEqual(5);
  expect(counts.get('none')).toBeLessThan(10);
});
