import type { Carrier } from '../../workers/carry/index.ts';
import { type Telemetry, trailOf } from '../../workers/telemetry/index.ts';

export interface Fault {
  readonly code: string;
  readonly message: string;
  /** When it was seen first and last, real time, epoch milliseconds. */
  readonly since: number;
  readonly last: number;
  readonly count: number;
}

/** Faults of the running process, by code, until they are over. */
export interface Faults {
  readonly report: Carrier['report'];
  /** True while one of that code lasts. */
  has(code: string): boolean;
  /** What failed works again. */
  over(code: string): void;
  readonly list: () => readonly Fault[];
}

const keptFor = 24 * 60 * 60_000;

/**
 * Notes what the workers report. `tell` shows a fault to people when it begins, and not again while it
 * lasts; logs and metrics hear of each, without its message.
 */
export function createFaults(
  { log, metrics }: Pick<Telemetry, 'log' | 'metrics'>,
  tell: (fault: Fault) => void,
): Faults {
  const faults = new Map<string, Fault>();
  return {
    report({ code, message, run, error }) {
      const now = Date.now();
      const before = faults.get(code);
      const told = run === undefined ? message : `${message} (run ${run})`;
      const fault = {
        code,
        message: told,
        since: before?.since ?? now,
        last: now,
        count: (before?.count ?? 0) + 1,
      };
      faults.set(code, fault);
      if (before === undefined) tell(fault);
      metrics.faults.add(1, { code });
      if (code === 'store-failed') metrics.storeErrors.add(1);
      const where = run === undefined ? {} : { run };
      log.error({ code, ...where, ...(error === undefined ? {} : { error: trailOf(error) }) }, 'fault');
    },
    has: (code) => faults.has(code),
    over: (code) => void faults.delete(code),
    list: () => [...faults.values()].filter(({ last }) => Date.now() - last < keptFor),
  };
}
