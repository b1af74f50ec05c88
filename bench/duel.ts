/** Times of both sides, in milliseconds, and their relation. */
export interface Duel {
  readonly ours: number;
  readonly bare: number;
  /** Median over the rounds of the bare time by ours: 0.5 is half as fast. */
  readonly speed: number;
}

/** Does its work once and gives the milliseconds that count. */
export type Side = () => Promise<number> | number;

/** The middle value; between the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return (upper + lower) / 2;
}

/** Runs both sides in turn, after `warm` rounds that do not count: what disturbs one disturbs the other. */
export async function duel(
  sides: { readonly ours: Side; readonly bare: Side },
  { rounds, warm }: { readonly rounds: number; readonly warm: number },
): Promise<Duel> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = -warm; round < rounds; round += 1) {
    const own = await sides.ours();
    const other = await sides.bare();
    if (round < 0) continue;
    ours.push(own);
    bare.push(other);
  }
  return {
    ours: median(ours),
    bare: median(bare),
    speed: median(ours.map((own, round) => (bare[round] ?? 0) / own)),
  };
}

/** The milliseconds that go by while some work is done: for work that waits for others. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * The milliseconds that this thread computes so far, user and system: for work that never waits. What
 * else the machine does meanwhile does not count.
 */
export function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The milliseconds that this thread computes to do some work. */
export async function worked(work: () => Promise<unknown> | unknown): Promise<number> {
  const from = computed();
  await work();
  return computed() - from;
}
