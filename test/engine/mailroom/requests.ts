import type { MailRequest } from '../../../engine/mailroom/index.ts';
import type { Perform, PerformOutcome, Step } from '../../../schemas/index.ts';
import { clockOf, contextAt, instant, type Situation } from '../decide/some-context.ts';
import { email } from '../run/plans.ts';

export interface Wanted extends Situation {
  readonly number: string;
  readonly step?: Step;
  readonly at?: string;
  /** The plan of its wait; the moment itself where absent. */
  readonly planned?: string;
  readonly since?: string;
  readonly late?: boolean;
  readonly lastDelivery?: string;
  readonly slot?: string;
  /** Let go by new data. */
  readonly refreshed?: true;
}

/** A Tuesday on which nothing is special. */
export const tuesday = '2026-03-10 10:00';

/** A request of one invoice, on {@link tuesday} unless a test says when. */
export function request(wanted: Wanted): MailRequest {
  const { number, at = tuesday, step = email('relance', 'fin'), facts = {}, zone } = wanted;
  const moment = (text: string): number => instant(text, zone);
  const perform: Perform = {
    type: 'perform',
    id: `${number}/${step.id}/1/1`,
    at: moment(at),
    step: step.id,
    visit: 1,
    planned: moment(wanted.planned ?? at),
    late: wanted.late ?? false,
    since: moment(wanted.since ?? at),
    lastDelivery: wanted.lastDelivery === undefined ? null : moment(wanted.lastDelivery),
    task: null,
    object: null,
    ...(wanted.refreshed === true ? { refreshed: true } : {}),
  };
  return {
    key: number,
    perform,
    step,
    context: contextAt(moment(at), { ...wanted, facts: { ...facts, invoice: { number, ...facts.invoice } } }),
    slot: wanted.slot ?? null,
  };
}

/** An outcome as a table writes it: `deferred cap 2026-03-12 09:00`. */
export function say(outcome: PerformOutcome | null, zone?: string): string {
  switch (outcome?.fate) {
    case undefined:
      return 'leaves';
    case 'void':
      return `void ${outcome.why}`;
    case 'blocked':
      return `blocked ${outcome.holds.map(({ cause }) => cause).join(' ')}`;
    case 'deferred':
      return `deferred ${outcome.why} ${clockOf(outcome.until, zone)}`;
    case 'failed':
      return `failed ${outcome.problem.code}`;
    default:
      return outcome?.fate ?? '';
  }
}
