import { z } from 'zod';

/** A length of time as people write it: `3 days`, `2 business days`, `15 minutes`, `4 hours`, `1 week`. */
export const durationPattern = /^(0|[1-9]\d{0,3}) (minute|hour|day|business day|week)s?$/;

export const Duration = z
  .string()
  .regex(durationPattern)
  .describe('A length of time: `15 minutes`, `4 hours`, `3 days`, `2 business days` or `1 week`.');

/** A clock time in the local zone, `HH:MM`. */
export const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .describe('A local clock time, `HH:MM`.');

/** A calendar date, `YYYY-MM-DD`. */
export const LocalDate = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
  .describe('A calendar date, `YYYY-MM-DD`.');

/** A send window: days, then an optional span of local hours; or `always`. */
export const windowPattern =
  /^(always|(weekdays|daily|(mon|tue|wed|thu|fri|sat|sun)([-,](mon|tue|wed|thu|fri|sat|sun))*)( ([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00))?)$/;

export const Window = z
  .string()
  .regex(windowPattern)
  .describe(
    'When messages may leave: `weekdays 09:00-18:00`, `mon-thu 10:00-12:00`, `mon,wed`, `daily` or `always`.',
  );
