import { windowPattern } from '../../schemas/index.ts';

/** When messages may leave. Only `always` is open on holidays. */
export type Window =
  | { readonly kind: 'always' }
  | {
      readonly kind: 'hours';
      /** Open or not, from Monday (0) to Sunday (6). */
      readonly days: readonly boolean[];
      /** Minutes of the local day, `to` exclusive and at most 1440; never open unless `from < to`. */
      readonly from: number;
      readonly to: number;
      /** False where the text names days only; the whole day is open then. */
      readonly named: boolean;
    };

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const morning = 540;

/**
 * Reads a send window: `always`, `weekdays 09:00-18:00`, `mon-thu 10:00-12:00`, `mon,wed`, `daily`.
 * A range of days may run over the week's end (`fri-mon`); a range of hours may not.
 *
 * @throws RangeError when the text is no window; the schema's `Window` tells before.
 */
export function parseWindow(text: string): Window {
  if (!windowPattern.test(text)) {
    throw new RangeError(`"${text}" is no window; write it like "weekdays 09:00-18:00", "daily" or "always"`);
  }
  if (text === 'always') return { kind: 'always' };
  const [daysText = '', hours] = text.split(' ');
  const [from = '00:00', to = '24:00'] = hours?.split('-') ?? [];
  return {
    kind: 'hours',
    days: daysOf(daysText),
    from: minuteOf(from),
    to: minuteOf(to),
    named: hours !== undefined,
  };
}

function daysOf(text: string): readonly boolean[] {
  if (text === 'daily') return names.map(() => true);
  if (text === 'weekdays') return names.map((_, day) => day < 5);
  const days = names.map(() => false);
  for (const part of text.split(',')) {
    const ends = part.split('-').map((name) => names.indexOf(name));
    const last = ends[ends.length - 1] ?? 0;
    let day = ends[0] ?? 0;
    days[day] = true;
    while (day !== last) {
      day = (day + 1) % 7;
      days[day] = true;
    }
  }
  return days;
}

/**
 * The minute of the day that a clock time `HH:MM` names.
 *
 * @example minuteOf('09:30') // 570
 */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** The minute at which a wait without a time of its own ends: the opening, or 09:00 where no hours are named. */
export function openingMinute(window: Window): number {
  return window.kind === 'hours' && window.named ? window.from : morning;
}
