import { Failure } from './failure.ts';
import type { Cli } from './io.ts';

/** Runs work whose refusals become one sentence in the user's language and an exit code. */
export async function guarded<T>(cli: Cli, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    // Loaded for a fault only: it knows the store, which a question to the running process never needs.
    const { refusalOf } = await import('../loopback/problems.ts');
    const { code, words } = refusalOf(error);
    if (code === 'failed' && cli.env.PALIER_DEBUG) throw error;
    throw new Failure(cli.say(words), code === 'not-acceptable' ? 2 : 3);
  }
}
