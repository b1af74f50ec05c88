/** Faults as problem details (RFC 9457): the one place that knows which fault has which status. */
import { StoreError, type StoreErrorCode } from '../../store/index.ts';
import { TemporalError } from '../../workers/temporal/temporal-error.ts';
import { Refusal, type RefusalCode, type Words } from '../operations/refusal.ts';
import { storeWords } from './store-words.ts';
import { temporalRefusal } from './temporal-words.ts';

export interface ProblemDetails {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: ProblemStatus;
  /** Stable; what a program looks at. */
  readonly code: RefusalCode | 'forbidden';
  /** A sentence for people, in the language that was asked for. */
  readonly detail: string;
}

type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 413 | 422 | 500;

const statuses: Readonly<Record<RefusalCode, ProblemStatus>> = {
  'not-acceptable': 422,
  'not-found': 404,
  ambiguous: 409,
  conflict: 409,
  failed: 500,
};

const codes: Readonly<Record<StoreErrorCode, RefusalCode>> = {
  'store-locked': 'conflict',
  'store-not-writable': 'failed',
  'store-not-created': 'failed',
  'store-damaged': 'failed',
  'store-cut-off': 'conflict',
  'store-in-use': 'conflict',
  'store-newer': 'conflict',
  'store-broken': 'failed',
  'not-found': 'not-found',
  'not-acceptable': 'not-acceptable',
  conflict: 'conflict',
};

/** Any thrown thing as a refusal; an unexpected one says its message and never where it came from. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TemporalError) return temporalRefusal(error);
  if (error instanceof StoreError) return new Refusal(codes[error.code], storeWords(error));
  if (hasCode(error, fullCodes)) return new Refusal('failed', diskFull);
  if (hasCode(error, awayCodes)) return new Refusal('failed', storeAway(message));
  return new Refusal('failed', { fr: `échec : ${message}`, en: `failed: ${message}` });
}

const diskFull: Words = {
  fr: 'le disque est plein : rien n’a été changé ; faites de la place et recommencez',
  en: 'the disk is full: nothing was changed; make room and do it again',
};

/** SQLSTATE of a table that cannot grow, and the system's own code. */
const fullCodes: ReadonlySet<unknown> = new Set(['53100', 'ENOSPC', 'EDQUOT']);

function storeAway(message: string): Words {
  return {
    fr: `la base ne répond pas (${message}) ; recommencez quand elle est revenue`,
    en: `the store does not answer (${message}); do it again once it is back`,
  };
}

/** The system's words for a server that is not there, and SQLSTATEs of one that ends or begins. */
const awayCodes: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'],
  ...['57P01', '57P02', '57P03', '08006'],
]);

function hasCode(error: unknown, codes: ReadonlySet<unknown>): boolean {
  return error instanceof Error && 'code' in error && codes.has(error.code);
}

export function problemOf(error: unknown, language: 'fr' | 'en'): ProblemDetails {
  const { code, words } = refusalOf(error);
  return { type: 'about:blank', title: code, status: statuses[code], code, detail: words[language] };
}
