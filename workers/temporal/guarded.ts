import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { type Carrier, CarryError } from '../carry/index.ts';

/** Faults of our own code: another try finds the same. All others may pass, and are tried without end. */
const own: ReadonlySet<string> = new Set([
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'InvariantError',
  'ZodError',
]);
/** Tries before such a fault goes to a person. */
const tries = 4;

/**
 * Runs the work of an activity. What goes back to the workflow names the kind of fault and no more: its
 * message may hold what must not leave the store.
 */
export async function guarded<T>(carrier: Carrier, run: string | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(carrier, run, error);
  }
}

function failureOf(carrier: Carrier, run: string | null, error: unknown): unknown {
  if (error instanceof CarryError) {
    const { code: type, message, retryable } = error;
    return ApplicationFailure.create({ type, message, nonRetryable: !retryable });
  }
  if (!(error instanceof Error) || error.name === 'CancelledFailure') return error;
  const { attempt } = Context.current().info;
  const gaveUp = own.has(error.name) && attempt >= tries;
  const code = gaveUp ? 'poisoned' : 'activity-failed';
  carrier.report({ code, message: error.message, ...(run === null ? {} : { run }), error });
  const kind = 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
  return ApplicationFailure.create({ type: code, message: kind, nonRetryable: gaveUp });
}
