import { formatDay } from '../../../engine/calendar/index.ts';
import type { Spoilt } from '../records.ts';
import type { Format } from './formats.ts';

/** One cell as a sheet writes it. */
export interface RawCell {
  /** `s` shared, `str` and `inlineStr` texts, `n` number, `b` boolean, `e` error, `d` date. */
  readonly type: string;
  readonly value: string;
  readonly format: Format;
  /** True where it is calculated. */
  readonly formula: boolean;
}

export interface Surroundings {
  readonly strings: readonly string[];
  /** True where day 0 is 1 January 1904. */
  readonly since1904: boolean;
}

export type CellReading = { readonly text: string; readonly spoilt?: Spoilt['why'] };

/**
 * The text of a cell, as a CSV of the same sheet would hold it, but never in two readings. A formula is
 * what was calculated last; one that nobody calculated is spoilt, for its value is not known.
 */
export function readCell({ type, value, format, formula }: RawCell, around: Surroundings): CellReading {
  if (formula && value === '' && type !== 'str') return { text: '', spoilt: 'formula' };
  switch (type) {
    case 's': {
      const text = /^\d+$/.test(value) ? around.strings[Number(value)] : undefined;
      return text === undefined && value !== '' ? { text: value, spoilt: 'damaged' } : { text: text ?? '' };
    }
    case 'str':
    case 'inlineStr':
      return { text: unescaped(value) };
    case 'b':
      return { text: value === '1' ? 'true' : value === '0' ? 'false' : value };
    case 'e':
      return { text: value, spoilt: 'error' };
    case 'd':
      return { text: value.slice(0, 10) };
    default:
      return value === '' ? { text: '' } : readNumber(value, format, around);
  }
}

function readNumber(value: string, format: Format, { since1904 }: Surroundings): CellReading {
  const number = /^[+-]?[\d.]+([eE][+-]?\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return { text: value, spoilt: 'damaged' };
  if (format?.kind === 'date') return readSerial(number, since1904);
  if (format?.kind === 'zeros' && Number.isInteger(number) && number >= 0)
    return { text: String(number).padStart(format.width, '0') };
  return { text: plain(number) };
}

/** Days from 1970-01-01 to the days 0 of both calendars; the older counts a 29 February 1900 that never was. */
const day0 = { since1900: -25_569, since1904: -24_107 };
const lastSerial = 2_958_465;

function readSerial(serial: number, since1904: boolean): CellReading {
  const day = Math.floor(serial + 1e-9);
  if (day < 0 || day > lastSerial || (!since1904 && day === 60))
    return { text: plain(serial), spoilt: 'day' };
  if (since1904) return { text: formatDay(day + day0.since1904) };
  // Day 0 of 1900 is what an empty cell shows as a date.
  return day === 0 ? { text: '' } : { text: formatDay(day + day0.since1900 + (day < 60 ? 1 : 0)) };
}

/**
 * A number with a point, without the noise of binary fractions, and never with three decimals: such a
 * text could be read as thousands.
 */
function plain(number: number): string {
  if (Number.isInteger(number) && Math.abs(number) < 1e15) return String(number);
  const text = String(Number(number.toPrecision(15)));
  if (text.includes('e')) return number.toFixed(8);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** Characters that XML cannot hold are written `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
