import type { Hold, InvoiceFacts } from '../../../schemas/index.ts';
import type { HoldReason } from '../../../store/index.ts';
import { holdWords, problemWords, wordOf } from '../../cli/reason-words.ts';
import { sayPromise } from './say-promise.ts';

export interface SaidHold {
  readonly cause: Hold['cause'];
  readonly object: string;
  readonly said: string;
  /** What a person wrote or promised, if anything. */
  readonly reason: string | null;
  readonly who: string | null;
  /** Epoch milliseconds; null where only a fact or an order ends it. */
  readonly until: number | null;
  /** The command that ends it. */
  readonly remedy: string | null;
}

/** Why a run stands still, and what lets it go. */
export function sayHolds(
  holds: readonly Hold[],
  reasons: readonly HoldReason[],
  {
    name,
    facts,
    language,
  }: {
    /** What the invoice is called in a command. */
    readonly name: string;
    readonly facts: InvoiceFacts;
    readonly language: 'fr' | 'en';
  },
): readonly SaidHold[] {
  return holds.map(({ cause, object, until }) => {
    const told = reasons.find((one) => one.cause === cause && one.object === object);
    const word = wordOf(holdWords, cause)[language];
    const colon = language === 'fr' ? '\u00a0: ' : ': ';
    const detail = cause === 'problem' ? wordOf(problemWords, object)[language] : object;
    const said =
      cause === 'problem' || cause === 'tag' || cause === 'delivery' ? `${word}${colon}${detail}` : word;
    const remedy = remedies[cause]?.(name, object, told?.wholeCustomer ?? null) ?? null;
    const reason = cause === 'promise' ? sayPromise(facts, object, language) : (told?.reason ?? null);
    return { cause, object, said, reason, who: told?.who ?? null, until, remedy };
  });
}

type Remedy = (name: string, object: string, wholeCustomer: string | null) => string;

const remedies: Readonly<Partial<Record<Hold['cause'], Remedy>>> = {
  dispute: (name) => `palier dispute ${name} --close`,
  hold: (name, _hold, customer) =>
    customer === null ? `palier lift ${name}` : `palier lift --customer ${customer}`,
  pause: (name) => `palier resume ${name}`,
  problem: (name, code) => (code === 'no-step' ? `palier jump ${name} --to ID` : `palier resume ${name}`),
  delivery: (_name, delivery) => `palier resolve ${delivery} sent|not-sent`,
};
