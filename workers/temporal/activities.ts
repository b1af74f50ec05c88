/** What workflows have done for them: turns beside the store, and requests carried to their outcome. */
import { Context } from '@temporalio/activity';
import pLimit from 'p-limit';
import { noteRunProblem, toldLately } from '../../store/index.ts';
import { type Carrier, carryRun, performRequest } from '../carry/index.ts';
import type { ChannelActivities, FlowActivities } from './contract.ts';
import { guarded } from './guarded.ts';
import { referenceTo } from './plan-reference.ts';
import type { ServedClock } from './served-clock.ts';
import { readable } from './unreadable.ts';
import { answerWithoutWords, outcomeWithoutWords } from './without-words.ts';

/** Milliseconds between signs of life; the server gives an activity up after several of them. */
const signOfLife = 2_000;
/** Messages in a provider's hands at once, for each queue of a process: as many may be in doubt if it dies. */
const sendingAtOnce = 8;

export function createFlowActivities(carrier: Carrier, clock: ServedClock): FlowActivities {
  return {
    carry(input) {
      clock.hear(input.now);
      return guarded(carrier, input.run, async () =>
        (await carryRun(carrier, input)).map(answerWithoutWords),
      );
    },
    planOf: (release) =>
      guarded(carrier, null, async () => {
        await carrier.releases.get(carrier.store.db, release);
        return referenceTo(release);
      }),
    noteProblem: ({ run, code, message, missed }) =>
      guarded(carrier, run, async () => {
        const { db } = carrier.store;
        await noteRunProblem(db, run, { code, message });
        return missed ? await toldLately(db, run) : [];
      }),
  };
}

export function createChannelActivities(
  carrier: Carrier,
  clock: ServedClock,
  perSecond: number | null,
): ChannelActivities {
  const customers = pLimit(sendingAtOnce);
  const messages = pLimit(sendingAtOnce);
  return {
    async perform(input) {
      const context = Context.current();
      clock.hear(context.info.currentAttemptScheduledTimestampMs);
      const beat = setInterval(() => context.heartbeat(), signOfLife);
      try {
        const outcome = await guarded(carrier, input.run, () =>
          performRequest(carrier, readable(input), {
            inTurn: (work) => customers(work),
            inHand: (work) => messages(work),
            pause: (milliseconds) => context.sleep(milliseconds),
            perSecond,
          }),
        );
        return outcomeWithoutWords(outcome);
      } finally {
        clearInterval(beat);
      }
    },
  };
}
