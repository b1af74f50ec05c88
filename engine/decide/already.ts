import type { Happening, InvoiceFacts, ListenOutcome, StepOf, TaskOutcome } from '../../schemas/index.ts';

interface Seen {
  readonly what: Happening;
  readonly at: number;
  readonly outcome?: TaskOutcome | null;
  readonly step?: string | null;
}

function seenIn(facts: InvoiceFacts): readonly Seen[] {
  return [
    ...facts.replies.map(({ at }) => ({ what: 'replied' as const, at })),
    ...facts.bounces.map(({ at }) => ({ what: 'bounced' as const, at })),
    ...facts.promises.map(({ recordedAt }) => ({ what: 'promised' as const, at: recordedAt })),
    ...facts.disputes.map(({ openedAt }) => ({ what: 'disputed' as const, at: openedAt })),
    ...facts.payments
      .filter(({ amount }) => amount > 0)
      .map(({ recordedAt }) => ({ what: 'partly-paid' as const, at: recordedAt })),
    ...facts.tasks.flatMap(({ doneAt, outcome, step }) =>
      doneAt === null ? [] : [{ what: 'task-done' as const, at: doneAt, outcome, step }],
    ),
  ];
}

function fits(step: StepOf<'listen'>, outcome: ListenOutcome, seen: Seen): boolean {
  if (outcome.on !== seen.what || outcome.tag !== undefined) return false;
  if (seen.what !== 'task-done') return true;
  if (step.since !== undefined && seen.step !== step.since) return false;
  return outcome.outcome === undefined || (seen.outcome != null && outcome.outcome.includes(seen.outcome));
}

/** The outcome that the facts show already, the earliest first; undefined where there is none. */
export function alreadyHeard(step: StepOf<'listen'>, facts: InvoiceFacts, since: number): string | undefined {
  const seen = seenIn(facts)
    .filter(({ at }) => at >= since)
    .sort((a, b) => a.at - b.at);
  for (const one of seen) {
    const outcome = step.outcomes.find((candidate) => fits(step, candidate, one));
    if (outcome !== undefined) return outcome.name;
  }
  return undefined;
}
