import type { InvoiceRow } from '../../schemas/index.ts';
import { customOf } from './custom.ts';
import {
  amountIn,
  amountOf,
  columnName,
  currencyOf,
  customerOf,
  dateOf,
  entityOf,
  hasColumn,
  type Line,
  type Money,
  refuse,
  senseOf,
  textOf,
} from './line.ts';

/**
 * Reads one line of an aged balance; null where something of it was refused.
 *
 * Dates: an invoice without a due date is taken with `dueOn` null, and its run is held until somebody
 * gives one. A due date that is no believable day (31/02, the year 0206 or 2999) is refused, for
 * whoever reads it as missing would hide a slip. An issue date of that sort is only null, with a note.
 *
 * Amounts: `open` is the open amount; without such a column the sum of the ageing columns, or debit
 * less credit, or the full amount less what is paid. A negative one is a credit on account and stays a
 * row with a negative `open`; without a number it gets one made of its content.
 */
export function readInvoice(line: Line, section: string, makeReference: ReferenceMaker): InvoiceRow | null {
  const { sheet, row } = line;
  const entity = entityOf(line);
  const named = customerOf(line);
  const customer = named.number === '' ? section : named.number;
  if (customer === '')
    refuse(line, columnName(sheet, 'customer', 'customerName'), '', sheet.say.customerMissing);
  const amount = amountOf(line, 'amount');
  const money = openOf(line, amount);
  const currency = currencyOf(line, money ?? amount, entity);
  const issuedOn = dateOf(line, 'issuedOn', true);
  const dueOn = dateOf(line, 'dueOn');
  const instalment = instalmentOf(line);
  const open = money?.minor ?? 0;
  if (money === null && line.refused.length === 0) {
    refuse(line, columnName(sheet, 'open', 'amount', 'debit', 'ageing'), '', sheet.say.openMissing);
  }
  const number =
    textOf(line, 'number', 200) ||
    madeNumber(line, open, [entity, customer, issuedOn, dueOn, open, currency]);
  const custom = customOf(line, sheet.context.customFields?.invoice);
  if (line.refused.length > 0) return null;
  if (open < 0) sheet.notes.add('negativeOpen', row.line);
  if (dueOn === null) sheet.notes.add('noDueDate', row.line);
  const full = signed(amount, senseOf(line, amount));
  return {
    entity,
    customer,
    ...(named.name === ''
      ? section !== '' && named.number === ''
        ? { customerName: section }
        : {}
      : { customerName: named.name }),
    number,
    instalment,
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(full === null ? {} : { amount: full }),
    open,
    currency,
    ...(custom === undefined ? {} : { custom }),
  };

  function madeNumber(of: Line, value: number, content: readonly unknown[]): string {
    if (value < 0) {
      sheet.notes.add('numberMade', row.line);
      return makeReference('credit', content);
    }
    if (of.refused.length === 0) refuse(of, columnName(sheet, 'number'), '', sheet.say.numberMissing);
    return '';
  }
}

export type ReferenceMaker = (prefix: string, content: readonly unknown[]) => string;

function openOf(line: Line, amount: Money | null): Money | null {
  const { sheet } = line;
  if (hasColumn(sheet, 'open')) {
    const money = amountOf(line, 'open');
    const minor = signed(money, senseOf(line, money));
    if (money !== null && minor !== null) return { ...money, minor };
    return line.refused.length > 0 ? null : otherwise(line, amount);
  }
  return otherwise(line, amount);
}

/** The open amount of a line whose column for it is absent or empty. */
function otherwise(line: Line, amount: Money | null): Money | null {
  const { sheet } = line;
  const ageing = (sheet.columns.get('ageing') ?? []).map((column) => amountIn(line, column));
  const filled = ageing.filter((one) => one !== null);
  if (filled.length > 0) {
    return {
      ...filled[0],
      minor: filled.reduce((sum, one) => sum + (signed(one, one.mark ?? null) ?? 0), 0),
    };
  }
  const debit = amountOf(line, 'debit');
  const credit = amountOf(line, 'credit');
  if (debit !== null || credit !== null) {
    return { ...(debit ?? credit), minor: (debit?.minor ?? 0) - (credit?.minor ?? 0) };
  }
  const full = signed(amount, senseOf(line, amount));
  if (amount === null || full === null || hasColumn(sheet, 'open') || hasColumn(sheet, 'ageing')) return null;
  if (!hasColumn(sheet, 'paid')) sheet.notes.add('amountAsOpen', line.row.line);
  return { ...amount, minor: full - (amountOf(line, 'paid')?.minor ?? 0) };
}

function signed(money: Money | null, sense: 'debit' | 'credit' | null): number | null {
  if (money === null) return null;
  return sense === 'credit' && money.minor > 0 ? -money.minor : money.minor;
}

function instalmentOf(line: Line): number {
  const text = textOf(line, 'instalment');
  if (text === '') return 1;
  const number = /^(\d{1,3})( ?\/ ?\d{1,3})?$/.exec(text)?.[1];
  if (number === undefined || Number(number) === 0) {
    refuse(line, columnName(line.sheet, 'instalment'), text, line.sheet.say.instalment);
    return 1;
  }
  return Number(number);
}
