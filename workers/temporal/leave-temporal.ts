/**
 * Takes runs back from Temporal, so that the store's own driver goes on with them. First the row, from
 * which moment no turn of the workflow counts; then the workflow is ended. Whoever is cut off in between
 * finds the run again, and ends its workflow then.
 */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { type Db, markWorkflowsEnded, runsOnTemporal, takeFromTemporal } from '../../store/index.ts';
import { connectClient } from './connection.ts';
import type { TemporalPlace } from './settings.ts';
import { temporalFault } from './temporal-fault.ts';

const atOnce = 20;
const patience = 10_000;
const reason = 'palier move --to embedded';

/** Gives the number of runs that were taken back, and the ids of those that are not at rest. */
export async function leaveTemporal(
  db: Db,
  place: TemporalPlace,
): Promise<{ readonly moved: number; readonly inFlight: readonly string[] }> {
  const client = await connectClient(place);
  const inFlight: string[] = [];
  let moved = 0;
  try {
    for (let after = ''; ; ) {
      const runs = await runsOnTemporal(db, after, atOnce);
      const last = runs.at(-1);
      if (last === undefined) return { moved, inFlight };
      after = last.id;
      await Promise.all(
        runs.map(async ({ id, begun }) => {
          if (await leave(client, db, id, begun)) moved += 1;
          else inFlight.push(id);
        }),
      );
    }
  } catch (error) {
    throw temporalFault(error, { address: place.address, namespace: place.namespace });
  } finally {
    await client.connection.close();
  }
}

async function leave(client: Client, db: Db, run: string, begun: boolean): Promise<boolean> {
  const handle = client.workflow.getHandle(run);
  return client.withDeadline(Date.now() + patience, async () => {
    try {
      if (begun && (await hasActivities(handle))) return false;
      if (!(await takeFromTemporal(db, run))) return false;
      if (begun) await handle.terminate(reason);
    } catch (error) {
      // It has ended, or was never begun: nobody drives the run but its row.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      if (!(await takeFromTemporal(db, run))) return false;
    }
    await markWorkflowsEnded(db, [run]);
    return true;
  });
}

/** What a worker has in hand may carry lines of the trace that the store does not have yet. */
async function hasActivities(handle: ReturnType<Client['workflow']['getHandle']>): Promise<boolean> {
  const { raw, status } = await handle.describe();
  return status.name === 'RUNNING' && (raw.pendingActivities ?? []).length > 0;
}
