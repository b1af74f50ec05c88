import { open } from 'node:fs/promises';
import type { AcceptedMessage } from './behaviour.ts';

/**
 * Reads a log of accepted messages from where the last reading ended: tests look at it many times a second
 * while thousands arrive.
 */
export function acceptedIn(log: string): () => Promise<readonly AcceptedMessage[]> {
  const messages: AcceptedMessage[] = [];
  let read = 0;
  let turn: Promise<void> = Promise.resolve();

  async function readOn(): Promise<void> {
    const file = await open(log).catch(() => null);
    if (file === null) return;
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - read), 0, size - read, read);
      // What follows the last line break is being written at this moment.
      const whole = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
      read += whole;
      const lines = buffer.toString('utf8', 0, whole).split('\n').slice(0, -1);
      messages.push(...lines.map((line) => JSON.parse(line) as AcceptedMessage));
    } finally {
      await file.close();
    }
  }

  return async () => {
    turn = turn.catch(() => {}).then(readOn);
    await turn;
    return [...messages];
  };
}
