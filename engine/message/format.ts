/**
 * Money, dates and percentages as people write them: French typography for `fr`, British English
 * for every other language. A `Formats` is made once and used for all messages of its language.
 */
import { formatAmount } from '../../schemas/index.ts';
import { DateValue, MoneyValue } from './values.ts';

export type DateStyle = 'long' | 'short';

export interface Formats {
  /** `minor` in hundredths: `12 480,50 €` or `€12,480.50`. */
  money(minor: number, currency: string): string;
  /** `iso` is `YYYY-MM-DD`: `3 novembre 2026`, or short `03/11/2026`. */
  date(iso: string, style?: DateStyle): string;
  /** A decimal number as text: `12,40 %` or `12.40%`. */
  percent(value: string): string;
  /** Any value of a template as text; nothing for a missing one. */
  print(value: unknown): string;
}

const isFrench = (language: string): boolean => language.toLowerCase().startsWith('fr');

export function createFormats(language: string): Formats {
  const french = isFrench(language);
  const locale = french ? 'fr-FR' : 'en-GB';
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const currencies = new Map<string, Intl.NumberFormat>();

  const numberFormat = (currency: string): Intl.NumberFormat => {
    const known = currencies.get(currency);
    if (known !== undefined) return known;
    const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
    const made = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits });
    currencies.set(currency, made);
    return made;
  };

  const formats: Formats = {
    money: (minor, currency) =>
      numberFormat(currency).format(formatAmount(minor) as Intl.StringNumericLiteral),
    date(iso, style = 'long') {
      const [year = '', month = '', day = ''] = iso.split('-');
      if (style === 'short') return `${day}/${month}/${year}`;
      const text = long.format(Date.UTC(Number(year), Number(month) - 1, Number(day)));
      return french ? text.replace(/^1 /, '1er ') : text;
    },
    percent: (value) => (french ? `${value.replace('.', ',')}\u00a0%` : `${value}%`),
    print(value) {
      if (value === null || value === undefined) return '';
      if (value instanceof MoneyValue) return formats.money(value.minor, value.currency);
      if (value instanceof DateValue) return formats.date(value.iso);
      if (typeof value === 'boolean') return french ? (value ? 'oui' : 'non') : value ? 'yes' : 'no';
      if (Array.isArray(value)) return value.map((item) => formats.print(item)).join(', ');
      return typeof value === 'object' ? '' : String(value);
    },
  };
  return formats;
}

/** An IBAN as banks print it, in groups of four. */
export function formatIban(iban: string): string {
  return iban.replace(/\s+/g, '').replace(/(.{4})(?=.)/g, '$1 ');
}
