import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { Address } from '../../loopback/address.ts';
import { type StreamedLine, streamType } from '../../loopback/stream.ts';
import type { Progress } from '../../operations/operation.ts';
import type { Cli } from '../io.ts';
import type { Question } from './call-operation.ts';
import { failureOf, failureOfProblem, post } from './post.ts';

/**
 * Asks the running process for something long: hears how far it has come and, once the signal is
 * aborted, asks it to stop. Its last word says what became of it, also where it was done before it
 * could stop. Null where nobody listens any more.
 */
export async function askAndWatch(
  cli: Cli,
  address: Address,
  {
    name,
    input,
    caller,
    watch: { signal, onProgress },
  }: Question & {
    readonly watch: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void };
  },
): Promise<{ readonly value: unknown } | null> {
  const call = randomUUID();
  const stop = () => void cancel(address, call);
  signal.addEventListener('abort', stop);
  try {
    const response = await post(address, name, { ...caller, input, call });
    if (response === null) return null;
    if (!response.ok) throw await failureOf(cli, response);
    // A process of an earlier version answers at once.
    if (!response.headers.get('content-type')?.startsWith(streamType))
      return { value: await response.json() };
    if (signal.aborted) stop();
    const broken = cli.say({
      fr: 'le processus en cours n’a pas répondu jusqu’au bout ; voyez palier imports',
      en: 'the running process did not answer to the end; look at palier imports',
    });
    for await (const line of linesOf(response)) {
      if ('progress' in line) onProgress(line.progress);
      else if ('value' in line) return { value: line.value };
      else throw failureOfProblem(line.problem, broken);
    }
    throw failureOfProblem(null, broken);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function* linesOf(response: Response): AsyncIterable<StreamedLine> {
  if (response.body === null) return;
  const lines = createInterface({ input: Readable.fromWeb(response.body), crlfDelay: Infinity });
  try {
    for await (const line of lines) yield JSON.parse(line) as StreamedLine;
  } catch {
    // The connection broke, or the line did: the caller says so.
  }
}

async function cancel({ port, token }: Address, call: string): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/operations/${call}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  }).catch(() => {
    // Whoever does not answer does not go on either, or says so on the other connection.
  });
}
