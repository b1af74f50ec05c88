import { formatDay } from '../../engine/calendar/index.ts';
import { formatAmount } from '../../schemas/index.ts';
import type { FoundInvoice, PromisePart } from '../../store/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { readAmount } from './read-amount.ts';
import { readFutureDay } from './read-day.ts';
import { Refusal } from './refusal.ts';

/**
 * The parts of a promise: each date with its amount; without amounts what is open, in equal parts. The
 * last one takes the cents that are left.
 *
 * @throws Refusal for past dates, amounts that make no sense, or fewer amounts than dates.
 */
export function partsOf(
  house: Pick<OpenHouse, 'workspace' | 'clock'>,
  invoice: FoundInvoice,
  on: readonly string[],
  amounts: readonly string[],
): readonly PromisePart[] {
  const days = on.map((text) => formatDay(readFutureDay(house, text, invoice.entity)));
  if (amounts.length > 0 && amounts.length !== days.length) {
    throw new Refusal('not-acceptable', {
      fr: `${days.length} dates et ${amounts.length} montants ; donnez un --amount par --on, ou aucun`,
      en: `${days.length} dates and ${amounts.length} amounts; give one --amount for each --on, or none`,
    });
  }
  if (invoice.open <= 0) {
    throw new Refusal('conflict', {
      fr: `la facture ${invoice.number} est soldée : rien n’est à promettre`,
      en: `invoice ${invoice.number} is settled: nothing is left to promise`,
    });
  }
  if (amounts.length === 0 && invoice.open < days.length) {
    throw new Refusal('not-acceptable', {
      fr: `${formatAmount(invoice.open)} ne se partage pas en ${days.length} dates ; donnez moins de --on`,
      en: `${formatAmount(invoice.open)} cannot be shared over ${days.length} dates; give fewer --on`,
    });
  }
  const given = amounts.map(readAmount);
  const share = Math.floor(invoice.open / Math.max(1, days.length));
  return days.map((day, index) => {
    const rest = invoice.open - share * (days.length - 1);
    return { on: day, amount: given[index] ?? (index === days.length - 1 ? rest : share) };
  });
}
