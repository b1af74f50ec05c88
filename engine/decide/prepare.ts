import { type Plan, parseAmount } from '../../schemas/index.ts';
import { type Duration, durationInDays, parseDuration, parseWindow, type Window } from '../calendar/index.ts';
import { type Catalogue, type CompiledCondition, compileCondition } from '../rules/index.ts';

/** A plan with its texts read once: windows, durations, amounts and conditions ready for use. */
export interface Prepared {
  readonly plan: Plan;
  readonly window: Window;
  /** Null where messages are not collected. */
  readonly slot: Duration | null;
  /** Most contacts in so many calendar days of the recipient; null without a cap. */
  readonly cap: { readonly atMost: number; readonly days: number } | null;
  readonly minimumGap: Duration;
  /** Minor units. */
  readonly floor: number;
  readonly freshness: Duration;
  readonly deferAtMost: Duration;
  readonly promiseAtMost: Duration;
  readonly grace: Duration;
  readonly spread: Duration;
  readonly cases: ReadonlyMap<string, readonly PreparedCase[]>;
  readonly lastBeforeFormal: ReadonlySet<string>;
}

export interface PreparedCase {
  readonly name: string;
  readonly condition: CompiledCondition;
}

/** Makes a plan ready for decisions. Throws for texts that the schema refuses; check the flow first. */
export function prepare(plan: Plan, catalogue: Catalogue): Prepared {
  const { policies } = plan;
  const cases = new Map<string, readonly PreparedCase[]>();
  for (const step of Object.values(plan.steps)) {
    if (step.kind !== 'branch') continue;
    cases.set(
      step.id,
      step.cases.map(({ name, when }) => ({ name, condition: compileCondition(when, catalogue) })),
    );
  }
  return {
    plan,
    window: parseWindow(policies.window),
    slot: policies.slot === 'none' ? null : parseDuration(policies.slot),
    cap:
      policies.cap === 'none'
        ? null
        : {
            atMost: policies.cap.atMost,
            days: Math.max(1, Math.ceil(durationInDays(parseDuration(policies.cap.per)))),
          },
    minimumGap: parseDuration(policies.minimumGap),
    floor: parseAmount(policies.floor),
    freshness: parseDuration(policies.freshness),
    deferAtMost: parseDuration(policies.deferAtMost),
    promiseAtMost: parseDuration(policies.promiseAtMost),
    grace: parseDuration(plan.interrupts.promised.grace),
    spread: parseDuration(policies.spread),
    cases,
    lastBeforeFormal: new Set(plan.lastBeforeFormal),
  };
}
