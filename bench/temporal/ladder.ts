import { compileFlow } from '../../engine/flow/index.ts';
import { takeTurn } from '../../engine/run/index.ts';
import type { Answer, Decide, Flow, Perform, Plan, Step } from '../../schemas/index.ts';
import type { ChannelActivities, FlowActivities } from '../../workers/temporal/contract.ts';
import { referenceTo } from '../../workers/temporal/plan-reference.ts';
import { releaseOf } from '../house/house.ts';

const rungs = [
  ['avant', 'rappel-amical', -3, 'prevention'],
  ['j7', 'relance-1', 7, 'courtesy'],
  ['j15', 'relance-2', 15, 'courtesy'],
  ['j30', 'relance-3', 30, 'firm'],
  ['j45', 'dernier-rappel', 45, 'formal'],
  ['j60', 'mise-en-demeure', 60, 'mise-en-demeure'],
] as const;

function stepsOf([wait, email, days, tone]: (typeof rungs)[number], place: number): readonly Step[] {
  const next = rungs[place + 1]?.[0] ?? 'fin';
  return [
    { id: wait, kind: 'wait', until: { from: 'due', days }, next: email },
    { id: email, kind: 'email', to: ['billing'], message: 'reminder', tone, next },
  ];
}

/** Six waits and six emails: the ladder that most flows are. */
export const ladder: Flow = {
  id: 'ladder',
  name: 'Ladder',
  currency: 'EUR',
  start: 'avant',
  steps: [...rungs.flatMap(stepsOf), { id: 'fin', kind: 'end' }],
};

export function planOfLadder(): Plan {
  const { digest, policies } = releaseOf(ladder);
  return compileFlow(ladder, { release: digest, policies });
}

/** How the world behaves behind the answers. */
export interface World {
  /** The instant at which a wait is over. */
  readonly over: (wait: Decide) => number;
  /** Told of each message as it leaves. */
  readonly leaves?: (perform: Perform) => void;
}

/** A world in which each wait takes so many milliseconds. */
export function waitsOf(milliseconds: number): World {
  return { over: ({ at }) => at + milliseconds };
}

/** What a store and a mailroom would answer, from memory: in the form that they give it, nothing behind. */
export function answersFromMemory(plan: Plan, world: World): FlowActivities & ChannelActivities {
  let deliveries = 0;
  return {
    async carry({ state, events, now }) {
      const turn = takeTurn({ plan, state, events, now });
      const answers: Answer[] = [];
      for (let next = turn.next(); next.done !== true; ) {
        if (next.value.type === 'load') throw new Error('the ladder has one release');
        const answer = answerTo(next.value, world);
        answers.push(answer);
        next = turn.next(answer);
      }
      return answers;
    },
    planOf: async (release) => referenceTo(release),
    noteProblem: async () => undefined,
    async perform({ perform }) {
      world.leaves?.(perform);
      deliveries += 1;
      return { fate: 'done', delivery: String(deliveries) };
    },
  };
}

function answerTo(command: Decide, world: World): Answer {
  const { ask } = command;
  if (ask === 'holds') return { ask, settled: null, insolvent: false, holds: [] };
  if (ask !== 'when') throw new Error(`the ladder does not ask ${ask}`);
  const at = world.over(command);
  return { ask, at, planned: at, late: false };
}
