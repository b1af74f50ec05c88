/** Who is killed, or what is cut, when: drawn from a seed before anything runs, so that a seed strikes in the same order again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../crash/palier.ts';
import { type Victim, type World, workers } from './world.ts';

export interface Blow {
  /** Messages that the mail server has by then. */
  readonly after: number;
  readonly victim: Victim;
  /** True: while the mail server has a message of this worker and has not answered yet. */
  readonly inHand: boolean;
  /** Milliseconds until the blow, and until its victim is started again. */
  readonly waits: readonly [number, number];
}

/** What every seed strikes, in an order of its own. */
const kinds = ['worker', 'in hand', 'in hand', 'temporal', 'temporal', 'start', 'connection'] as const;
const leastBetween = 8;
const mostBetween = 28;

/** @param invoices A hundred of them have as many messages between two blows as are drawn, others in proportion. */
export function drawBlows(random: () => number, invoices: number): readonly Blow[] {
  const upTo = (most: number) => Math.floor(random() * most);
  const deck = [...kinds];
  for (let left = deck.length - 1; left > 0; left -= 1) {
    const other = upTo(left + 1);
    [deck[left], deck[other]] = [deck[other] ?? 'worker', deck[left] ?? 'worker'];
  }
  let after = 0;
  return deck.map((kind): Blow => {
    after += Math.floor(((leastBetween + upTo(mostBetween - leastBetween)) * invoices) / 100);
    const worker = workers[upTo(workers.length)] ?? 'first';
    const isWorker = kind === 'worker' || kind === 'in hand';
    return {
      ...{ after, victim: isWorker ? worker : kind, inHand: kind === 'in hand' },
      waits: [kind === 'in hand' ? 0 : upTo(300), upTo(1_500)],
    };
  });
}

/** Waits for the moment, kills, and starts the victim again on its data. */
export async function strike(world: World, blow: Blow): Promise<void> {
  const { after, victim, inHand, waits } = blow;
  await until(async () => (await world.smtp.accepted()).length >= after, `${after} messages`);
  await world.atWork(victim);
  if (inHand) await until(() => hasInHand(world, victim), `a message in the hands of ${victim}`);
  await pause(waits[0]);
  await world.kill(victim);
  await pause(waits[1]);
  await world.revive(victim);
}

/**
 * The mail server has the newest message that this worker's journal names, and the worker no answer yet.
 * True as well when all have left: then there is nothing more to wait for.
 */
async function hasInHand({ smtp, dataOf, messages }: World, victim: Victim): Promise<boolean> {
  const accepted = await smtp.accepted();
  const newest = accepted.at(-1)?.messageId;
  if (newest == null || accepted.length >= messages) return accepted.length >= messages;
  const journal = readFileSync(join(dataOf(victim), 'journal/sends.jsonl'), 'utf8');
  return journal.split('\n').filter((line) => line.includes(newest)).length === 1;
}

const patience = 150_000;

/** @throws Error that names what did not come. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${patience / 1_000} s`);
    await pause(20);
  }
}
