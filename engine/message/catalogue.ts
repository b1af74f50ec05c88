/**
 * The catalogue of variables: what the editor offers, what `check` accepts. Paths are written as in
 * a template; in a loop over `invoices` each element has the paths of `invoice`.
 */
import type { CustomField } from '../../schemas/index.ts';
import type { CustomFields } from './variables.ts';

export type VariableType = 'text' | 'number' | 'boolean' | 'money' | 'date' | 'list';

export interface VariableEntry {
  readonly name: string;
  readonly type: VariableType;
  readonly about: { readonly fr: string; readonly en: string };
  /** As it appears in a French message. */
  readonly sample: string;
}

type Row = readonly [name: string, type: VariableType, fr: string, en: string, sample: string];

const rows: readonly Row[] = [
  ['company.name', 'text', 'Raison sociale du créancier', 'Name of the creditor', 'Atelier Rivoire'],
  [
    'company.address',
    'text',
    'Adresse du créancier',
    'Address of the creditor',
    '12 rue des Forges, 69007 Lyon',
  ],
  ['company.registration', 'text', 'Numéros légaux', 'Registration numbers', 'SIREN 552 100 554'],
  [
    'company.email',
    'text',
    'Adresse électronique du créancier',
    'Email of the creditor',
    'compta@rivoire.example',
  ],
  ['company.phone', 'text', 'Téléphone du créancier', 'Phone of the creditor', '+33 4 72 00 00 00'],
  ['company.iban', 'text', 'IBAN', 'IBAN', 'FR76 3000 6000 0112 3456 7890 189'],
  ['company.bic', 'text', 'BIC', 'BIC', 'AGRIFRPP'],
  ['contact.name', 'text', 'Nom du contact', 'Name of the contact', 'Claire Morel'],
  ['contact.firstName', 'text', 'Prénom du contact', 'First name of the contact', 'Claire'],
  [
    'contact.greeting',
    'text',
    'Formule d’appel, avec le prénom s’il est connu',
    'Salutation, with the first name if known',
    'Bonjour Claire',
  ],
  ['customer.name', 'text', 'Raison sociale du client', 'Name of the customer', 'Menuiserie Morel'],
  ['customer.number', 'text', 'Numéro du client', 'Number of the customer', 'C-0412'],
  [
    'customer.address',
    'text',
    'Adresse postale du client',
    'Postal address of the customer',
    '4 place du Marché, 21200 Beaune',
  ],
  ['invoice.number', 'text', 'Numéro de la facture', 'Number of the invoice', 'F-2026-118'],
  ['invoice.issuedOn', 'date', 'Date de la facture', 'Date of the invoice', '4 octobre 2026'],
  ['invoice.dueOn', 'date', 'Date d’échéance', 'Due date', '3 novembre 2026'],
  ['invoice.amount', 'money', 'Montant de la facture', 'Amount of the invoice', '12 480,50 €'],
  ['invoice.open', 'money', 'Reste dû de la facture', 'Open amount of the invoice', '12 480,50 €'],
  ['invoice.currency', 'text', 'Devise', 'Currency', 'EUR'],
  ['invoice.daysLate', 'number', 'Jours de retard', 'Days late', '12'],
  ['invoices', 'list', 'Les factures du message', 'The invoices of the message', ''],
  [
    'grouped',
    'boolean',
    'Vrai si le message porte sur plusieurs factures',
    'True for several invoices',
    'non',
  ],
  ['total.open', 'money', 'Total restant dû', 'Total open amount', '12 480,50 €'],
  [
    'total.credit',
    'money',
    'Avoirs et règlements non affectés du client, s’il y en a',
    'Credits and unallocated receipts of the customer, if any',
    '480,50 €',
  ],
  ['total.due', 'money', 'Total, ces avoirs déduits', 'Total less these credits', '12 000,00 €'],
  [
    'late.rate',
    'text',
    'Taux annuel des pénalités, à imprimer avec `percent`',
    'Yearly penalty rate, printed with `percent`',
    '12.40',
  ],
  ['late.penalties', 'money', 'Pénalités de retard à ce jour', 'Late payment penalties to date', '50,88 €'],
  ['late.indemnity', 'money', 'Indemnité forfaitaire de recouvrement', 'Recovery indemnity', '40,00 €'],
  [
    'late.total',
    'money',
    'Principal, pénalités et indemnité',
    'Principal, penalties and indemnity',
    '12 571,38 €',
  ],
  [
    'deadline',
    'date',
    'Date à laquelle une réponse est attendue',
    'When an answer is expected',
    '22 novembre 2026',
  ],
  ['payment.link', 'text', 'Lien de paiement', 'Payment link', 'https://payer.example/F-2026-118'],
  ['promise.date', 'date', 'Date de la promesse en cours', 'Date of the open promise', '20 novembre 2026'],
  ['promise.amount', 'money', 'Montant de la promesse en cours', 'Amount of the open promise', '5 000,00 €'],
  ['owner.name', 'text', 'Personne en charge du client', 'Person in charge', 'Nadia Ferrand'],
  [
    'owner.email',
    'text',
    'Adresse de la personne en charge',
    'Email of the person in charge',
    'nadia@rivoire.example',
  ],
  ['step.name', 'text', 'Nom de l’étape', 'Name of the step', 'Relance 1'],
  ['last.date', 'date', 'Date du contact précédent', 'Date of the previous contact', '8 novembre 2026'],
  ['last.channel', 'text', 'Canal du contact précédent', 'Channel of the previous contact', 'courriel'],
  ['today', 'date', 'Date du jour', 'Today', '15 novembre 2026'],
];

export const messageVariables: readonly VariableEntry[] = rows.map(([name, type, fr, en, sample]) => ({
  name,
  type,
  about: { fr, en },
  sample,
}));

/** The catalogue with the workspace's custom fields: `invoice.custom.<field>`, `customer.custom.<field>`. */
export function variablesWith(customFields: CustomFields): readonly VariableEntry[] {
  const entries = (owner: 'invoice' | 'customer') =>
    Object.entries(customFields[owner] ?? {}).map(([field, custom]) => customEntry(owner, field, custom));
  return [...messageVariables, ...entries('invoice'), ...entries('customer')];
}

function customEntry(owner: string, field: string, custom: CustomField): VariableEntry {
  const label = custom.label ?? { fr: field, en: field };
  return { name: `${owner}.custom.${field}`, type: custom.type, about: label, sample: '' };
}
