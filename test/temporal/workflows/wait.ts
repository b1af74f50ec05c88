import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';

export const open = defineSignal<[string]>('open');

/** Sleeps, and says between which instants. */
export async function sleepFor(duration: string): Promise<readonly [string, string]> {
  const from = new Date().toISOString();
  await sleep(duration as '10 days');
  return [from, new Date().toISOString()];
}

/** Waits for the signal, and says what came with it. */
export async function waitForOpen(): Promise<string> {
  let word: string | null = null;
  setHandler(open, (said) => {
    word = said;
  });
  await condition(() => word !== null);
  return word ?? '';
}
