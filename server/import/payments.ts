import type { PaymentRow } from '../../schemas/index.ts';
import {
  amountOf,
  columnName,
  currencyOf,
  customerOf,
  dateOf,
  entityOf,
  type Line,
  type Money,
  refuse,
  senseOf,
  textOf,
} from './line.ts';
import { fold } from './names.ts';

/** A payment whose reference is still what the file says: empty where it says none. */
export type PaymentDraft = PaymentRow;

/**
 * Reads one line of a list of payments; null where something of it was refused, `zero` where nothing
 * was paid.
 *
 * The kind comes from the column that names it (avoir, credit note; rejet, impayé, chargeback), else a
 * negative amount, or a debit of the customer's account, is a reversal. `amount` is positive always.
 */
export function readPayment(line: Line): PaymentDraft | 'zero' | null {
  const { sheet } = line;
  const entity = entityOf(line);
  const customer = customerOf(line).number;
  const invoice = textOf(line, 'invoice', 200);
  const on = dateOf(line, 'on') ?? null;
  const money = moneyOf(line);
  const currency = currencyOf(line, money, entity);
  const reference = textOf(line, 'reference', 200);
  const type = fold(textOf(line, 'type'));
  const instalment = Number(/^\d{1,3}/.exec(textOf(line, 'instalment'))?.[0] ?? 0);
  if (line.refused.length === 0) {
    if (on === null) refuse(line, columnName(sheet, 'on'), '', sheet.say.paymentDateMissing);
    if (money === null) refuse(line, columnName(sheet, 'amount', 'credit'), '', sheet.say.amount);
    if (customer === '' && invoice === '') {
      refuse(line, columnName(sheet, 'invoice', 'customer'), '', sheet.say.payerMissing);
    }
  }
  if (line.refused.length > 0 || on === null || money === null) return null;
  if (money.minor === 0) return 'zero';
  return {
    entity,
    ...(customer === '' ? {} : { customer }),
    ...(invoice === '' ? {} : { invoice }),
    ...(instalment === 0 ? {} : { instalment }),
    reference,
    kind: kindOf(type, money.minor),
    on,
    amount: Math.abs(money.minor),
    currency,
  };
}

function moneyOf(line: Line): Money | null {
  const money = amountOf(line, 'amount');
  if (money !== null) {
    return senseOf(line, money) === 'debit' ? { ...money, minor: -Math.abs(money.minor) } : money;
  }
  const credit = amountOf(line, 'credit');
  const debit = amountOf(line, 'debit');
  if (credit === null && debit === null) return null;
  return { ...(credit ?? debit), minor: (credit?.minor ?? 0) - (debit?.minor ?? 0) };
}

function kindOf(type: string, minor: number): PaymentRow['kind'] {
  if (
    /\b(rejet|rejete|impaye|annulation|extourne|reversal|reversed|chargeback|refund|remboursement|bounced|returned)/.test(
      type,
    )
  ) {
    return 'reversal';
  }
  if (/\b(avoir|credit note|credit memo|note de credit)\b/.test(type)) return 'credit';
  return minor < 0 ? 'reversal' : 'payment';
}
