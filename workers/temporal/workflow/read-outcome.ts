import type { Hold, HoldCause, PerformOutcome } from '../../../schemas/index.ts';
import { isInstant, isRecord, isText, isTextOrAbsent } from './read-value.ts';

const causes: Readonly<Record<HoldCause, true>> = {
  dispute: true,
  promise: true,
  tag: true,
  excluded: true,
  hold: true,
  pause: true,
  delivery: true,
  problem: true,
};

function readHold(value: unknown): Hold | null {
  if (!isRecord(value)) return null;
  const { cause, object, until } = value;
  if (!isText(cause) || !Object.hasOwn(causes, cause) || typeof object !== 'string') return null;
  if (!isTextOrAbsent(object) || (until !== null && !isInstant(until))) return null;
  return { cause: cause as HoldCause, object, until };
}

/** What became of a request, field by field; null where no mailroom could have said it. */
export function readOutcome(value: unknown): PerformOutcome | null {
  if (!isRecord(value)) return null;
  const { fate, delivery, why, until, orRefreshed, holds, problem } = value;
  switch (fate) {
    case 'done':
      if (!isTextOrAbsent(delivery)) return null;
      return delivery === undefined ? { fate } : { fate, delivery };
    case 'void':
      return isText(why) ? { fate, why } : null;
    case 'blocked': {
      const read = Array.isArray(holds) ? holds.map(readHold) : [null];
      const found = read.filter((hold) => hold !== null);
      return found.length === read.length ? { fate, holds: found } : null;
    }
    case 'deferred':
      if (!isInstant(until) || !isText(why)) return null;
      return { fate, until, why, ...(orRefreshed === true ? { orRefreshed } : {}) };
    case 'failed':
      return isRecord(problem) && isText(problem.code)
        ? { fate, problem: { code: problem.code, message: '' } }
        : null;
    case 'unreachable':
      return { fate };
    case 'uncertain':
      return isText(delivery) ? { fate, delivery } : null;
    default:
      return null;
  }
}
