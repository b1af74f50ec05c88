import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entity, InvoiceRow } from '../../schemas/index.ts';
import { documentName } from '../../workers/channels/index.ts';
import type { ExampleCompany } from './example-company.ts';
import { type PageItem, writePdf } from './pdf.ts';

/** Files written at the same time. */
const atOnce = 32;

/** Writes `<number>.pdf` for every invoice of the example: some kilobytes each, half a second for all. */
export async function writeInvoiceDocuments(
  folder: string,
  { invoices, customers }: ExampleCompany,
  entities: readonly Entity[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = new Map(customers.map(({ number, name }) => [number, name ?? number]));
  const issuers = new Map(entities.map((entity) => [entity.id, entity]));
  for (let start = 0; start < invoices.length; start += atOnce) {
    const lot = invoices.slice(start, start + atOnce);
    await Promise.all(
      lot.map((invoice) => {
        const customer = names.get(invoice.customer) ?? invoice.customer;
        const pdf = writePdf(
          pageOf(invoice, customer, issuers.get(invoice.entity)),
          `Facture ${invoice.number}`,
        );
        return writeFile(join(folder, documentName(invoice.number)), pdf);
      }),
    );
  }
}

function pageOf(invoice: InvoiceRow, customer: string, issuer: Entity | undefined): readonly PageItem[] {
  const total = invoice.amount ?? invoice.open;
  const rate = invoice.currency === 'CHF' ? 8.1 : 20;
  const net = Math.round(total / (1 + rate / 100));
  const amount = (minor: number) =>
    new Intl.NumberFormat('fr-FR', { style: 'currency', currency: invoice.currency }).format(minor / 100);
  const left = (text: string, y: number, more: object = {}): PageItem => ({ text, x: 56, y, ...more });
  const sums: readonly (readonly [string, string])[] = [
    ['Total hors taxes', amount(net)],
    [`TVA ${String(rate).replace('.', ',')} %`, amount(total - net)],
    ['Total à payer', amount(total)],
  ];
  const project = invoice.custom?.project;
  return [
    left(issuer?.name ?? '', 72, { size: 16, bold: true }),
    ...(issuer?.address ?? '').split(', ').map((line, index) => left(line, 90 + 13 * index)),
    left(`Facture ${invoice.number}`, 190, { size: 20, bold: true }),
    left(`Émise le ${dayOf(invoice.issuedOn)}`, 212),
    left(`À payer avant le ${dayOf(invoice.dueOn)}`, 226),
    { text: customer, x: 340, y: 190, size: 12, bold: true },
    { text: `Client ${invoice.customer}`, x: 340, y: 206 },
    { ruleFrom: 56, ruleTo: 539, y: 270 },
    left('Désignation', 288, { bold: true }),
    { ruleFrom: 56, ruleTo: 539, y: 296 },
    left(typeof project === 'string' ? project : 'Fabrication et pose selon devis', 316),
    { text: amount(net), x: 539, y: 316, right: true },
    { ruleFrom: 56, ruleTo: 539, y: 330 },
    ...sums.flatMap(([label, value], index): readonly PageItem[] => [
      { text: label, x: 340, y: 356 + 18 * index, bold: index === 2 },
      { text: value, x: 539, y: 356 + 18 * index, right: true, bold: index === 2 },
    ]),
    left(`IBAN ${issuer?.iban ?? ''}  BIC ${issuer?.bic ?? ''}`, 460),
    left(issuer?.registration ?? '', 790, { size: 8 }),
    left('Document d’exemple : cette entreprise n’existe pas.', 804, { size: 8 }),
  ];
}

function dayOf(date: string | null | undefined): string {
  return (date ?? '').split('-').reverse().join('/');
}
