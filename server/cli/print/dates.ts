import { type Day, formatDay } from '../../../engine/calendar/index.ts';
import type { Language } from '../../../engine/flow/index.ts';
import { createFormats } from '../../../engine/message/index.ts';

/** Dates and amounts as the user's language writes them. */
export interface Wording {
  /** `lun. 6 avr. 2026`, `Mon 6 Apr 2026`. */
  readonly short: (day: Day) => string;
  /** `lun. 06/04/26`, for narrow terminals. */
  readonly tight: (day: Day) => string;
  /** `6 avril 2026`, `6 April 2026`. */
  readonly long: (day: Day) => string;
  /** `6 avril`, `6 April`. */
  readonly inYear: (day: Day) => string;
  /** `lundi`, `Monday`. */
  readonly weekday: (day: Day) => string;
  /** `avril 2026`, `April 2026`. */
  readonly month: (day: Day) => string;
  /** An amount of minor units. */
  readonly money: (minor: number, currency: string) => string;
  /** `1 234`, `1,234`. */
  readonly count: (value: number) => string;
}

const msOfDay = 86_400_000;

/** Formats are made when they are first used: each costs more than a thousand dates written with it. */
export function createWording(language: Language): Wording {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const formats = once(() => createFormats(language));
  const by = (options: Intl.DateTimeFormatOptions) => {
    const format = once(() => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }));
    return (day: Day) =>
      firstOfMonth(
        format()
          .format(day * msOfDay)
          .replace(',', ''),
      );
  };
  const firstOfMonth = (text: string) => (language === 'fr' ? text.replace(/(^|\. )1 /, '$11er ') : text);
  const numbers = once(() => new Intl.NumberFormat(locale));
  return {
    short: by({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    tight: by({ weekday: 'short', day: '2-digit', month: '2-digit', year: '2-digit' }),
    long: (day) => formats().date(formatDay(day)),
    inYear: by({ day: 'numeric', month: 'long' }),
    weekday: by({ weekday: 'long' }),
    month: by({ month: 'long', year: 'numeric' }),
    money: (minor, currency) => formats().money(minor, currency),
    count: (value) => numbers().format(value),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The user's word for a count: `1 facture`, `3 factures`; in French zero is singular. */
export function counted(count: number, one: string, many: string, language: Language): string {
  const single = language === 'fr' ? Math.abs(count) < 2 : count === 1;
  return `${createWording(language).count(count)} ${single ? one : many}`;
}
