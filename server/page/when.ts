import { type Day, formatDay, parseDay, type Zone } from '../../engine/calendar/index.ts';
import { type Language, offset } from '../../engine/flow/index.ts';

const msOfDay = 86_400_000;

/** Days and times as the screens write them, in the company's zone, seen from one moment. */
export interface When {
  readonly today: Day;
  dayOf(instant: number): Day;
  /** The first instant of a day. */
  startOf(day: Day): number;
  /** `mar. 3 nov.`, with the year where it is another. */
  day(day: Day): string;
  /** The same without the weekday: `3 nov.`. */
  date(day: Day): string;
  /** `09:10`. */
  time(instant: number): string;
  /** `demain`, `il y a 3 jours`. */
  relative(day: Day): string;
  /** Days around a due date, as the trade writes them today: `J+7`; null where the text is no date. */
  sinceDue(dueOn: string): string | null;
}

/** Formats are slow to make: one set a language, kept. */
export function createWhen(language: Language, zone: Zone): (now: number) => When {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const weekday = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const weekdayYear = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const plain = format({ day: 'numeric', month: 'short' });
  const plainYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const clock = format({ hour: '2-digit', minute: '2-digit', timeZone: zone.name });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return (now) => {
    const today = zone.dayOf(now);
    const year = formatDay(today).slice(0, 4);
    const write = (day: Day, near: Intl.DateTimeFormat, far: Intl.DateTimeFormat) =>
      (formatDay(day).startsWith(year) ? near : far).format(day * msOfDay);
    return {
      today,
      dayOf: (instant) => zone.dayOf(instant),
      startOf: (day) => zone.instantOf(day, 0),
      day: (day) => write(day, weekday, weekdayYear),
      date: (day) => write(day, plain, plainYear),
      time: (instant) => clock.format(instant),
      relative: (day) => relative.format(day - today, 'day'),
      sinceDue(dueOn) {
        const due = parseDay(dueOn);
        return due === null ? null : offset(today - due, language);
      },
    };
  };
}
