/**
 * The facts that stand below the text of a message, as data: the invoices, how to pay, who writes.
 * A block is left out where the text itself prints it.
 */
import { type Formats, formatIban } from '../format.ts';
import { safeAddress } from '../markdown.ts';
import { totalDue, totalOpen } from '../scope.ts';
import type { MessageVariables } from '../variables.ts';
import { type Words, wordsOf } from './words.ts';

export interface InvoiceLine {
  readonly number: string;
  readonly issued: string;
  readonly due: string;
  readonly open: string;
}

export interface Blocks {
  readonly words: Words;
  readonly company: string;
  readonly invoices: readonly InvoiceLine[];
  /** Null for a single invoice. */
  readonly total: string | null;
  /** Label and amount: what lies to the customer's credit, and what is left to pay; often nothing. */
  readonly credit: readonly (readonly [label: string, value: string])[];
  readonly link: string | null;
  /** Label and value: IBAN, BIC, the reference to quote. */
  readonly bank: readonly (readonly [label: string, value: string])[];
  /** Lines below the signature: registration, address, how to reach the company. */
  readonly footer: readonly string[];
  /** Who signs a letter, below its tables; null where the text is signed already. */
  readonly signer: string | null;
  /** One line for the list of a mailbox: numbers and the total. */
  readonly preview: string;
}

/** `printed`: variables that the text prints itself, such as `payment.link`. */
export function buildBlocks(
  variables: MessageVariables,
  formats: Formats,
  printed: ReadonlySet<string>,
  language: string,
): Blocks {
  const { company, payment, invoices } = variables;
  const words = wordsOf(language);
  const date = (iso: string | null): string => (iso === null ? '–' : formats.date(iso, 'short'));
  const lines = invoices.map((invoice) => ({
    number: invoice.number,
    issued: date(invoice.issuedOn),
    due: date(invoice.dueOn),
    open: formats.money(invoice.open.minor, invoice.open.currency),
  }));
  const total = formats.money(totalOpen(variables), invoices[0].open.currency);
  const link = payment.link === null || printed.has('payment.link') ? null : safeAddress(payment.link);
  const reach = [company.phone, company.email].filter((text) => text !== null).join(' · ');
  return {
    words,
    company: company.name,
    invoices: invoices.length > 1 && printed.has('invoices') ? [] : lines,
    total: invoices.length > 1 ? total : null,
    credit: printed.has('total.credit') ? [] : creditLines(variables, formats, words),
    link,
    bank: printed.has('company.iban') ? [] : bankLines(variables, words),
    footer: [company.registration, company.address?.replace(/\s*\n\s*/g, ', ') ?? null, reach].filter(
      (line): line is string => line !== null && line !== '',
    ),
    signer: printed.has('owner.name') ? null : variables.owner.name,
    preview: [lines.map((line) => line.number).join(', '), total].join(' · '),
  };
}

function creditLines(variables: MessageVariables, formats: Formats, words: Words): [string, string][] {
  const { credit } = variables;
  if (credit === null) return [];
  const lines: [string, string][] = [[words.credit, formats.money(-credit.minor, credit.currency)]];
  const due = totalDue(variables);
  if (due === totalOpen(variables)) return lines;
  return [...lines, [words.remains, formats.money(due, credit.currency)]];
}

function bankLines(variables: MessageVariables, words: Words): [string, string][] {
  const { iban, bic } = variables.company;
  if (iban === null) return [];
  const reference = variables.invoices.map((invoice) => invoice.number).join(', ');
  const lines: [string, string][] = [['IBAN', formatIban(iban)]];
  if (bic !== null) lines.push(['BIC', bic]);
  return [...lines, [words.reference, reference]];
}
