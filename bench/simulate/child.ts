/**
 * One measurement in a process of its own: `speed <count> <per customer>` runs both sides in turn,
 * `memory <engine|heap> <count>` walks once and keeps every trace. Prints one JSON line.
 */
import { isDeepStrictEqual } from 'node:util';
import { duel } from '../duel.ts';
import { walkWithEngine } from './engine-side.ts';
import { bookOf, walkByHand } from './heap-loop.ts';

const [what, first = '', second = ''] = process.argv.slice(2);

async function speed(count: number, perCustomer: number) {
  const book = bookOf(count);
  if (perCustomer === 1) checkSameTraces();
  return duel(
    {
      ours: () => walkWithEngine(count, perCustomer).milliseconds,
      bare: () => walkByHand(book).milliseconds,
    },
    { rounds: 5, warm: 1 },
  );
}

/** Both sides must write the very same lines, or their times say nothing. */
function checkSameTraces(): void {
  const count = 2_000;
  const { traces } = walkWithEngine(count, 1);
  if (!isDeepStrictEqual(traces, walkByHand(bookOf(count)).traces))
    throw new Error('the two sides of the simulation write different traces');
}

function memory(side: string, count: number) {
  const walked = side === 'engine' ? walkWithEngine(count, 1) : walkByHand(bookOf(count));
  const megabytes = process.resourceUsage().maxRSS / 1024;
  return { megabytes, kept: walked.traces.length };
}

const measured =
  what === 'memory' ? memory(first, Number(second)) : await speed(Number(first), Number(second));
process.stdout.write(`${JSON.stringify(measured)}\n`);
