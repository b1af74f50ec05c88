import { describe, expect, it } from 'vitest';
import { parseDay } from '../../engine/calendar/index.ts';
import { type ExampleCompany, exampleCompany } from '../../server/example-company/index.ts';

const days = ['2026-11-22', '2028-02-29', '2026-12-31', '2027-01-01', '2026-03-29'] as const;

function dayOf(text: string | null | undefined): number {
  const day = parseDay(text ?? '');
  if (day === null) throw new Error(`${text} is no date`);
  return day;
}

function paidOf(company: ExampleCompany): ReadonlyMap<string, number> {
  return new Map(company.payments.map((payment) => [payment.invoice ?? '', payment.amount]));
}

function openInvoices(company: ExampleCompany) {
  const paid = paidOf(company);
  return company.invoices.filter((invoice) => (paid.get(invoice.number) ?? 0) < invoice.open);
}

describe.each(days)('the example company on %s', (today) => {
  const company = exampleCompany(today);

  it('is the same whenever it is asked for', () => {
    expect(exampleCompany(today)).toEqual(company);
  });

  it('has sixty customers and about three hundred open invoices, three in ten of them late', () => {
    const open = openInvoices(company);
    const late = open.filter((invoice) => dayOf(invoice.dueOn) < dayOf(today));

    expect(company.customers).toHaveLength(60);
    expect(open.length).toBeGreaterThan(260);
    expect(open.length).toBeLessThan(340);
    expect(late.length / open.length).toBeGreaterThan(0.22);
    expect(late.length / open.length).toBeLessThan(0.4);
  });

  it('has open invoices due from 75 days ago to 30 days ahead, none issued after today', () => {
    const ages = openInvoices(company).map((invoice) => dayOf(invoice.dueOn) - dayOf(today));

    expect(Math.min(...ages)).toBeGreaterThanOrEqual(-75);
    expect(Math.max(...ages)).toBeLessThanOrEqual(30);
    expect(company.invoices.filter((invoice) => dayOf(invoice.issuedOn) > dayOf(today))).toEqual([]);
  });

  it('has whole amounts from 20 to 45 000, some below the floor and some above the approval', () => {
    const amounts = company.invoices.map((invoice) => invoice.open);

    expect(amounts.every(Number.isSafeInteger)).toBe(true);
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(2_000);
    expect(Math.max(...amounts)).toBeLessThanOrEqual(4_500_000);
    expect(amounts.filter((amount) => amount < 5_000).length).toBeGreaterThan(0);
    expect(amounts.filter((amount) => amount > 1_000_000).length).toBeGreaterThan(0);
  });

  it('never pays more than is owed, nor in another currency, nor today or later', () => {
    const byNumber = new Map(company.invoices.map((invoice) => [invoice.number, invoice]));
    const wrong = company.payments.filter((payment) => {
      const invoice = byNumber.get(payment.invoice ?? '');
      const fits = invoice?.currency === payment.currency && payment.amount <= invoice.open;
      return !fits || payment.amount <= 0 || dayOf(payment.on) >= dayOf(today);
    });

    expect(wrong).toEqual([]);
    expect(company.payments.length).toBeGreaterThan(100);
  });

  it('names each customer, invoice and payment once', () => {
    const names = [
      company.customers.map((customer) => customer.number),
      company.invoices.map((invoice) => invoice.number),
      company.payments.map((payment) => payment.reference),
    ];

    expect(names.map((list) => new Set(list).size)).toEqual(names.map((list) => list.length));
  });
});

describe('the example company', () => {
  it('writes to example domains and fictitious telephones only', () => {
    const contacts = exampleCompany('2026-11-22').customers.flatMap((customer) => customer.contacts ?? []);
    const emails = contacts.flatMap(({ email }) => (email ? [email] : []));
    const phones = contacts.flatMap(({ phone }) => (phone ? [phone] : []));

    expect(emails.filter((email) => !/^[a-z.-]+@[a-z0-9-]+\.example$/.test(email))).toEqual([]);
    expect(phones.filter((phone) => !/^(\+33 6 39 98|\+44 7700 900)/.test(phone))).toEqual([]);
    expect(contacts.some(({ email }) => email === null)).toBe(true);
  });

  it('keeps its customers from one day to the next', () => {
    expect(exampleCompany('2026-11-23').customers).toEqual(exampleCompany('2026-11-22').customers);
  });

  it('refuses a day that does not exist', () => {
    expect(() => exampleCompany('2026-02-29')).toThrow(RangeError);
  });
});
