/** Whether the day or the month comes first in `03/04/2026`. */
export type DateOrder = 'dmy' | 'mdy';

/** The first and the last day that are believed, both `YYYY-MM-DD`. */
export interface DateSpan {
  readonly from: string;
  readonly to: string;
}

/** `absurd`: written like a date, yet no such day or outside the span. `none`: not written like a date. */
export type DateReading =
  | { readonly kind: 'date'; readonly on: string }
  | { readonly kind: 'empty' | 'absurd' | 'ambiguous' | 'none' };

const months: readonly (readonly string[])[] = [
  ['janvier', 'january', 'janv', 'jan'],
  ['fevrier', 'february', 'fevr', 'fev', 'feb'],
  ['mars', 'march', 'mar'],
  ['avril', 'april', 'avr', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'july', 'juil', 'jul'],
  ['aout', 'august', 'aug', 'aou'],
  ['septembre', 'september', 'sept', 'sep'],
  ['octobre', 'october', 'oct'],
  ['novembre', 'november', 'nov'],
  ['decembre', 'december', 'dec'],
];

const clock = /[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?( ?(Z|[+-]\d{2}:?\d{2}))?$/i;
const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/;
const yearLast = /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$/;
const dayWord = /^(\d{1,2})(?:er|st|nd|rd|th)?[-/. ]*([a-z]+)[-/., ]*(\d{4}|\d{2})$/;
const wordDay = /^([a-z]+)[-/. ]*(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4}|\d{2})$/;

/** Days from 1970-01-01 back to the day 0 of a spreadsheet's calendar. */
const spreadsheetEpoch = 25_569;

/**
 * Reads a date in the ways that people and programs write them: `31/12/2026`, `31-12-26`,
 * `31.12.2026`, `31 déc. 2026`, `2026-12-31`, `20261231`, `311226`, `Dec 31, 2026`, and the day
 * number of a spreadsheet (`46387`). A clock time behind it is ignored. Two-digit years from 80 on
 * belong to the last century.
 *
 * @param order decides `03/04/2026`; `mixed` where the column proves both, and such a cell is ambiguous.
 */
export function readDate(text: string, order: DateOrder | 'mixed', span: DateSpan): DateReading {
  const bare = text
    .slice(0, 80)
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .replace(clock, '');
  if (/^(-|—|n\/?a|null)?$/i.test(bare) || /^[0/. -]+$/.test(bare)) return { kind: 'empty' };
  const iso = yearFirst.exec(bare);
  if (iso !== null) return dated(iso[1], iso[2], iso[3], span);
  const numeric = yearLast.exec(bare);
  if (numeric !== null) return ordered(numeric, order, span);
  if (/^\d+([.,]\d+)?$/.test(bare)) return packed(bare, order, span);
  return worded(bare, span);
}

function ordered(
  parts: readonly (string | undefined)[],
  order: DateOrder | 'mixed',
  span: DateSpan,
): DateReading {
  const [, first, second, year] = parts;
  if (order === 'mixed') {
    if (Number(first) <= 12 && Number(second) <= 12 && Number(first) !== Number(second))
      return { kind: 'ambiguous' };
    return Number(second) > 12 ? dated(year, first, second, span) : dated(year, second, first, span);
  }
  return order === 'dmy' ? dated(year, second, first, span) : dated(year, first, second, span);
}

function packed(text: string, order: DateOrder | 'mixed', span: DateSpan): DateReading {
  const eight = /^(19|20)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (eight !== null && Number(eight[3]) <= 12) return dated(text.slice(0, 4), eight[3], eight[4], span);
  const parts = /^(\d\d)(\d\d)((?:19|20)\d\d)$/.exec(text) ?? /^(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (parts !== null) return ordered(parts, order, span);
  const serial = Number(text.replace(',', '.'));
  if (!(serial >= 20_000 && serial < 100_000)) return { kind: 'none' };
  const on = new Date((Math.floor(serial) - spreadsheetEpoch) * 86_400_000).toISOString().slice(0, 10);
  return within(on, span);
}

function worded(text: string, span: DateSpan): DateReading {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const bare = plain.replace(
    /^(lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* (?=.*[a-z])/,
    '',
  );
  const dayFirst = dayWord.exec(bare);
  const [day, word, year] = dayFirst !== null ? dayFirst.slice(1) : reorder(wordDay.exec(bare));
  const month = months.findIndex((names) => word !== undefined && names.includes(word));
  if (month < 0) return { kind: 'none' };
  return dated(year, String(month + 1), day, span);
}

function reorder(found: RegExpExecArray | null): readonly (string | undefined)[] {
  return found === null ? [] : [found[2], found[1], found[3]];
}

function dated(year = '', month = '', day = '', span: DateSpan): DateReading {
  const full = year.length === 2 ? `${Number(year) >= 80 ? 19 : 20}${year}` : year;
  const days = daysOf(Number(full), Number(month));
  if (Number(day) < 1 || Number(day) > days) return { kind: 'absurd' };
  const on = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return within(on, span);
}

/** Days in a month, 0 where there is no such month. */
function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month < 1 || month > 12 ? 0 : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function within(on: string, span: DateSpan): DateReading {
  return on >= span.from && on <= span.to ? { kind: 'date', on } : { kind: 'absurd' };
}

/** Which order this one cell proves: one part above 12, the other not. */
export function orderProvedBy(text: string): DateOrder | null {
  const found =
    /^\s*(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?\d{2,4}\b/.exec(text) ?? /^(\d\d)(\d\d)\d\d$/.exec(text);
  if (found === null) return null;
  const first = Number(found[1]);
  const second = Number(found[2]);
  if (first > 31 || second > 31) return null;
  if (first > 12 && second <= 12) return 'dmy';
  return second > 12 && first <= 12 ? 'mdy' : null;
}
