import { parseDay } from '../../../engine/calendar/index.ts';
import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

type Receipts = OutputOf<'receipts'>['receipts'];

/** Money on account, oldest first, with what each lot is called. */
export function showReceipts(cli: Cli, receipts: Receipts): string {
  if (receipts.length === 0)
    return cli.say({ fr: 'Rien n’est en compte.\n', en: 'Nothing lies on account.\n' });
  const { money, tight } = createWording(cli.language);
  const rows = receipts.map(
    ({ receipt, on, reference, source, customerName, currency, amount, left, kind }) => {
      const word = kind === 'credit' ? { fr: 'avoir', en: 'credit' } : { fr: 'règlement', en: 'receipt' };
      const known = parseDay(on);
      const part =
        left === amount
          ? money(left, currency)
          : cli.say({
              fr: `${money(left, currency)} sur ${money(amount, currency)}`,
              en: `${money(left, currency)} of ${money(amount, currency)}`,
            });
      return {
        cells: [
          receipt,
          known === null ? on : tight(known),
          printable(customerName).slice(0, 28),
          part,
          `${cli.say(word)} ${printable(reference ?? '—').slice(0, 30)} (${printable(source)})`,
        ],
      };
    },
  );
  const note = cli.say({
    fr: 'Déduits de ce que le client doit avant toute relance. `palier allocate` en donne un à une facture, ou le retire du compte si ce qui est dû en tient déjà compte.',
    en: 'Taken off what the customer owes before anyone is chased. `palier allocate` gives one to an invoice, or takes it off the account where what is owed knows of it already.',
  });
  return `${renderTable(rows, cli.columns).join('\n')}\n\n${styleOf(cli).dim(note)}\n`;
}

/** What became of a receipt. */
export function wordsOfAllocated(
  { language }: Cli,
  { customer, currency, taken, left, invoice }: OutputOf<'allocate'>,
): { readonly fr: string; readonly en: string } {
  const { money } = createWording(language);
  const amount = money(taken, currency);
  const name = printable(customer);
  if (invoice === null)
    return {
      fr: `${amount} retirés du compte de ${name} : ce qui est dû en tient déjà compte.`,
      en: `${amount} taken off the account of ${name}: what is owed knows of it already.`,
    };
  const number = printable(invoice.number);
  const rest = left === 0 ? '' : money(left, currency);
  const open = money(invoice.open, invoice.currency);
  return {
    fr: `Facture ${number} : ${amount} imputés, ${invoice.open <= 0 ? 'elle est soldée' : `reste ${open}`}${rest === '' ? '' : ` ; ${rest} restent en compte`}.`,
    en: `Invoice ${number}: ${amount} allocated, ${invoice.open <= 0 ? 'it is settled' : `${open} left`}${rest === '' ? '' : `; ${rest} stay on account`}.`,
  };
}
