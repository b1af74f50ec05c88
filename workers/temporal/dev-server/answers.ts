import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { answersAt } from '../answers-at.ts';

const service = 'temporal.api.workflowservice.v1.WorkflowService';
const serving = 1;
const patience = 2_000;

/** True as soon as a server answers; false when it ended before, or does not within that many milliseconds. */
export async function answersWithin(
  milliseconds: number,
  { port, namespace, isRunning }: { port: number; namespace: string; isRunning: () => boolean },
): Promise<boolean> {
  const address = `127.0.0.1:${port}`;
  const until = Date.now() + milliseconds;
  while (isRunning() && Date.now() < until) {
    // A client that finds nobody pauses for a second before it looks again; the port is asked first.
    if ((await answersAt(address)) === null && (await answers(address, namespace))) return isRunning();
    await pause(50);
  }
  return false;
}

/** True when a Temporal server answers at the address, is healthy, and knows the namespace. */
async function answers(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: patience }).catch(() => null);
  if (connection === null) return false;
  try {
    return await connection.withDeadline(Date.now() + patience, async () => {
      const { status } = await connection.healthService.check({ service });
      await connection.workflowService.describeNamespace({ namespace });
      return status === serving;
    });
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}
