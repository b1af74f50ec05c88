import { expect, test } from 'vitest';
import { newRun, takeTurn } from '../../../engine/run/index.ts';
import type { Answer, Event, Plan, RunState } from '../../../schemas/index.ts';
import { email, end, planOf, wait } from './plans.ts';
import { day, sayCommand, sayLine } from './sentences.ts';

const ladder = planOf([
  wait('j7', 'relance'),
  email('relance', 'j14'),
  wait('j14', 'end', { from: 'due', days: 14 }),
  end,
]);
const free: Answer = { ask: 'holds', settled: null, insolvent: false, holds: [] };
const on = (at: number): Answer => ({ ask: 'when', at: day(at), planned: day(at), late: false });

interface Told {
  readonly plan?: Plan;
  readonly state: RunState;
  readonly events?: readonly Event[];
  readonly now: number;
}

/** Takes a turn with these answers, in order; gives what was needed, said and asked for. */
function turnOf({ plan = ladder, state, events = [], now }: Told, supplies: readonly (Answer | Plan)[]) {
  const turn = takeTurn({ plan, state, events, now: day(now) });
  const needs: string[] = [];
  const left = [...supplies];
  let next = turn.next();
  while (next.done !== true) {
    const need = next.value;
    needs.push(need.type === 'load' ? `load ${need.release}` : sayCommand(need));
    const supply = left.shift();
    if (supply === undefined) throw new RangeError(`nothing answers "${needs.at(-1)}"`);
    next = turn.next(supply);
  }
  const { state: after, lines, asked, asides } = next.value;
  const tasks = asides.map(({ task }) => task);
  return { after, needs, lines: lines.map(sayLine), asked: asked.map(({ step }) => step), tasks };
}

const begun = (): RunState => turnOf({ state: newRun(ladder, 'run-1'), now: 0 }, [free, on(7)]).after;

test('R1 a turn feeds started to a new run, then the inbox, then the wake that is due', () => {
  const disputed: Event = { type: 'happened', id: 'e1', at: day(1), what: 'disputed', object: '12' };

  const turn = turnOf({ state: newRun(ladder, 'run-1'), events: [disputed], now: 8 }, [free, on(7), free]);

  expect(turn.needs).toEqual(['decide holds', 'decide when', 'decide holds']);
  expect(turn.lines).toEqual(['day 8 j7: started']);
  expect(turn.asked).toEqual(['relance']);
});

test('R2 each question is answered before the next event is heard', () => {
  const moved: Event = { type: 'happened', id: 'e1', at: day(1), what: 'due-date-moved' };
  const again: Event = { type: 'happened', id: 'e2', at: day(2), what: 'due-date-moved' };

  const turn = turnOf({ state: begun(), events: [moved, again], now: 2 }, [on(9), on(10)]);

  expect(turn.needs).toEqual(['decide when', 'decide when']);
  expect(turn.lines).toEqual(['day 1 j7: waits day 9', 'day 2 j7: waits day 10']);
});

test('R3 tasks beside the flow are acknowledged within the turn and handed over at its end', () => {
  const asked = turnOf({ state: begun(), now: 7 }, []).after;
  if (asked.open?.type !== 'perform') throw new Error('the reminder is asked for');
  const command = asked.open.id;
  const failed: Event = {
    type: 'performed',
    command,
    outcome: { fate: 'failed', problem: { code: 'no-message', message: '' } },
  };

  const turn = turnOf({ state: asked, events: [failed], now: 7 }, []);

  expect(turn.tasks).toEqual(['problem']);
  expect(turn.after.asides).toEqual({});
});

test('R4 only what the run still waits for at the end of its turn is asked for', () => {
  const skipped: Event = { type: 'ordered', id: 'o1', at: day(7), order: 'stop' };

  const stays = turnOf({ state: begun(), now: 7 }, []);
  const leaves = turnOf({ state: begun(), events: [skipped], now: 7 }, []);

  expect(stays.asked).toEqual(['relance']);
  expect(leaves.asked).toEqual([]);
  expect(leaves.after.outcome).toBe('stopped');
});

test('R5 a run that moves to another release needs its plan before it goes on', () => {
  const plan = planOf([wait('j7', 'relance'), email('relance', 'end'), end], { release: 'r2' });
  const migrated: Event = {
    type: 'ordered',
    id: 'o1',
    at: day(1),
    order: 'migrate',
    release: 'r2',
  };

  const turn = turnOf({ state: begun(), events: [migrated], now: 1 }, [plan, free, on(8)]);

  expect(turn.needs).toEqual(['load r2', 'decide holds', 'decide when']);
  expect(turn.after.release).toBe('r2');
});
