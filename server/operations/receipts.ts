import { z } from 'zod';
import { allocateReceipt, listReceiptsOnAccount, type OnAccount } from '../../store/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { deedOf } from './act.ts';
import { findCustomer, findInvoice, named } from './find-invoice.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/** How many candidates a sentence names. */
const mostNamed = 5;

/** What lies on the customers' accounts, or on one customer's. */
export const receipts = operation({
  name: 'receipts',
  input: z.strictObject({ customer: z.string().min(1).optional() }),
  async run(house, { customer }) {
    const found = customer === undefined ? undefined : await findCustomer(house, customer);
    const query = found === undefined ? {} : { customer: Number(found.customer) };
    const all = await listReceiptsOnAccount(house.store.db, query);
    return {
      receipts: all.map(({ receipt, importId: _, customerId: __, ...one }) => ({
        receipt: String(receipt),
        ...one,
      })),
    };
  },
});

/** Gives a receipt on account to an invoice, or takes it off the account because it is known already. */
export const allocate = operation({
  name: 'allocate',
  input: z.strictObject({
    receipt: z.string().min(1),
    invoice: z.string().min(1).optional(),
    reason: z.string().trim().min(1).max(2_000).optional(),
  }),
  async run(house, { receipt: name, invoice, reason }, caller) {
    const { db } = house.store;
    const receipt = await findReceipt(house, name.trim());
    if (receipt.ofAccounts) throw ofAccounts(receipt);
    const target = invoice === undefined ? null : await findInvoice(house, invoice);
    if (target !== null) demandFit(receipt, target);
    const { taken, left } = await allocateReceipt(
      db,
      { receipt: String(receipt.receipt), invoice: target?.invoice ?? null },
      deedOf(house, caller, reason),
    );
    house.driver?.nudge();
    const after = invoice === undefined ? null : named(await findInvoice(house, invoice));
    const { customerName, currency } = receipt;
    return {
      receipt: String(receipt.receipt),
      customer: customerName,
      currency,
      taken,
      left,
      invoice: after,
    };
  },
});

/** By its number (`118` or `#118`) or its reference. @throws Refusal `not-found` or `ambiguous`. */
async function findReceipt({ store }: Pick<OpenHouse, 'store'>, name: string): Promise<OnAccount> {
  const all = await listReceiptsOnAccount(store.db);
  const [first, ...others] = all.filter(
    (one) => name === `#${one.receipt}` || name === String(one.receipt) || one.reference === name,
  );
  if (first === undefined) throw unknown(name);
  if (others.length === 0) return first;
  const named = [first, ...others]
    .slice(0, mostNamed)
    .map((one) => `#${one.receipt} (${one.customerName}, ${one.on}, ${one.source})`)
    .join(', ');
  throw new Refusal('ambiguous', {
    fr: `plusieurs règlements ont la référence « ${name} » ; précisez par le numéro : ${named}`,
    en: `several receipts have the reference "${name}"; say which by its number: ${named}`,
  });
}

function unknown(name: string): Refusal {
  const shown = name.slice(0, 100);
  return new Refusal('not-found', {
    fr: `il n’y a pas de règlement « ${shown} » en compte ; \`palier receipts\` les montre`,
    en: `there is no receipt "${shown}" on account; \`palier receipts\` shows them`,
  });
}

function ofAccounts({ reference, receipt }: OnAccount): Refusal {
  const shown = (reference ?? String(receipt)).slice(0, 100);
  return new Refusal('conflict', {
    fr: `« ${shown} » vient de la comptabilité (FEC), qui le rapproche elle-même ; lettrez-le là-bas et importez de nouveau`,
    en: `"${shown}" comes from the accounts (FEC), which match it themselves; letter it there and import again`,
  });
}

function demandFit(
  { customerNumber, customerName, currency, entity }: OnAccount,
  invoice: {
    readonly number: string;
    readonly customerNumber: string;
    readonly entity: string;
    readonly currency: string;
    readonly open: number;
  },
): void {
  const { number } = invoice;
  if (invoice.customerNumber !== customerNumber || invoice.entity !== entity)
    throw new Refusal('not-acceptable', {
      fr: `ce règlement est de ${customerName} ; la facture ${number} est d’un autre client`,
      en: `this receipt is of ${customerName}; invoice ${number} is of another customer`,
    });
  if (invoice.currency !== currency)
    throw new Refusal('not-acceptable', {
      fr: `ce règlement est en ${currency}, la facture ${number} en ${invoice.currency}`,
      en: `this receipt is in ${currency}, invoice ${number} in ${invoice.currency}`,
    });
  if (invoice.open <= 0)
    throw new Refusal('conflict', {
      fr: `la facture ${number} est déjà soldée`,
      en: `invoice ${number} is settled already`,
    });
}
