import {
  defaultPolicies,
  type ListenOutcome,
  type Plan,
  type Step,
  type StepOf,
} from '../../../schemas/index.ts';

/** A plan of these steps that starts at the first one; what a test says nothing about is the default. */
export function planOf(
  steps: readonly Step[],
  more: Partial<Pick<Plan, 'release' | 'policies' | 'lastBeforeFormal'>> & {
    readonly interrupts?: Partial<Plan['interrupts']>;
  } = {},
): Plan {
  return {
    release: more.release ?? 'r1',
    flow: 'echelle',
    currency: 'EUR',
    start: steps[0]?.id ?? '',
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    policies: more.policies ?? defaultPolicies,
    interrupts: {
      disputed: 'hold',
      promised: { grace: '2 business days', broken: 'continue' },
      tags: { litige: 'hold' },
      insolvent: 'end',
      ...more.interrupts,
    },
    lastBeforeFormal: more.lastBeforeFormal ?? [],
  };
}

export function wait(
  id: string,
  next: string,
  until: StepOf<'wait'>['until'] = { from: 'due', days: 7 },
): Step {
  return { id, kind: 'wait', until, next };
}

export function email(id: string, next: string, more: Partial<StepOf<'email'>> = {}): Step {
  return { id, kind: 'email', to: ['billing'], message: id, tone: 'courtesy', next, ...more };
}

export function call(id: string, next: string): Step {
  return { id, kind: 'call', to: ['billing'], script: id, within: '1 day', next };
}

export function notify(id: string, next: string): Step {
  return { id, kind: 'notify', message: id, next };
}

export function listen(
  id: string,
  outcomes: readonly ListenOutcome[],
  timeout: string,
  since?: string,
): Step {
  return {
    id,
    kind: 'listen',
    outcomes: [...outcomes],
    within: '3 days',
    timeout,
    ...(since === undefined ? {} : { since }),
  };
}

export function approve(id: string, approved: string, refused: string, timeout: string): Step {
  return { id, kind: 'approve', question: id, within: '2 days', approved, refused, timeout };
}

export const end: Step = { id: 'fin', kind: 'end' };
