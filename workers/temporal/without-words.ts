import type { Answer, Event, PerformOutcome, Problem } from '../../schemas/index.ts';

/**
 * What goes into a history says which problem there is, by its code, and not how the store tells a person:
 * a provider's refusal quotes the address that it refuses.
 */
const silent = ({ code }: Problem): Problem => ({ code, message: '' });

export function outcomeWithoutWords(outcome: PerformOutcome): PerformOutcome {
  return outcome.fate === 'failed' ? { ...outcome, problem: silent(outcome.problem) } : outcome;
}

export function answerWithoutWords(answer: Answer): Answer {
  return 'problem' in answer ? { ...answer, problem: silent(answer.problem) } : answer;
}

export function withoutWords(event: Event): Event {
  return event.type === 'performed' ? { ...event, outcome: outcomeWithoutWords(event.outcome) } : event;
}
