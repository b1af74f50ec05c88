/**
 * Where the store and Temporal disagree about a run. The store is right: what it says is under way is begun
 * again from its state where Temporal lacks it or shows it elsewhere, what it says has ended is ended there.
 */
import { type Client, type WorkflowExecutionInfo, WorkflowNotFoundError } from '@temporalio/client';
import { areDriven, beginAgain, type Db, type DrivenRun, drivenByTemporal } from '../../store/index.ts';
import type { Carrier } from '../carry/index.ts';
import { claimNamespace } from './claim-namespace.ts';
import { connectClient } from './connection.ts';
import { workflowType } from './contract.ts';
import { describeRun } from './describe-run.ts';
import type { TemporalPlace } from './settings.ts';
import { shortDigest } from './short-digest.ts';
import { temporalFault } from './temporal-fault.ts';
import { nextAction } from './workflow/words.ts';

export type DisagreementWhy =
  /** Under way in the store, and no workflow of it is open. */
  | 'no-workflow'
  /** Its workflow is open, and the store has no such run under way there. */
  | 'no-run'
  /** Its workflow stands at another step, or on another release. */
  | 'elsewhere';

export interface Disagreement {
  readonly run: string;
  readonly why: DisagreementWhy;
  /** Null where it was only looked at. */
  readonly repaired: boolean | null;
}

const atOnce = 50;
const patience = 20_000;
const reason = 'palier doctor --reconcile --repair';

type Context = Pick<Carrier, 'store' | 'releases'>;

/** Looks at every run; with `repair` sets right what it finds. */
export async function reconcile(
  carrier: Context,
  place: TemporalPlace,
  repair: boolean,
): Promise<readonly Disagreement[]> {
  const client = await connectClient(place);
  try {
    // What another installation has under way would look like runs that nobody knows.
    if (repair) await claimNamespace(client.connection, place.namespace, carrier.store);
    const found = [...(await missing(carrier, client)), ...(await orphans(carrier.store.db, client))];
    const done: Disagreement[] = [];
    for (const { run, why } of found) {
      done.push({ run, why, repaired: repair ? await setRight(carrier.store.db, client, run, why) : null });
    }
    return done;
  } catch (error) {
    throw temporalFault(error, { address: place.address, namespace: place.namespace });
  } finally {
    await client.connection.close();
  }
}

type Found = Omit<Disagreement, 'repaired'>;

/** Runs of the store that Temporal does not have, or has elsewhere. */
async function missing(carrier: Context, client: Client): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (let after = ''; ; ) {
    const runs = await drivenByTemporal(carrier.store.db, after, atOnce);
    const last = runs.at(-1);
    if (last === undefined) return found;
    after = last.id;
    const whys = await client.withDeadline(Date.now() + patience, () =>
      Promise.all(runs.map((run) => whyNot(carrier, client, run))),
    );
    for (const [index, why] of whys.entries()) {
      const run = runs[index];
      if (why !== null && run !== undefined) found.push({ run: run.id, why });
    }
  }
}

async function whyNot(carrier: Context, client: Client, run: DrivenRun): Promise<DisagreementWhy | null> {
  const { raw, status, typedSearchAttributes } = (await describeRun(client, run.id)) ?? {};
  if (status?.name !== 'RUNNING') return 'no-workflow';
  // What is under way there changes the store in a moment; what it shows is of before.
  const isBusy = (raw?.pendingActivities ?? []).length > 0 || raw?.pendingWorkflowTask != null;
  if (isBusy || typedSearchAttributes === undefined) return null;
  const shown = new Map(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]));
  const { plan } = (await carrier.releases.get(carrier.store.db, run.release)).prepared;
  const isElsewhere =
    shown.get('PalierRelease') !== shortDigest(run.release) ||
    (shown.get('PalierNext') ?? null) !== nextAction(plan, run.state);
  return isElsewhere ? 'elsewhere' : null;
}

/** Open workflows that the store has no running run for. */
async function orphans(db: Db, client: Client): Promise<readonly Found[]> {
  const found: Found[] = [];
  const query = `WorkflowType = '${workflowType}' AND ExecutionStatus = 'Running'`;
  let page: WorkflowExecutionInfo[] = [];
  const look = async () => {
    const driven = await areDriven(
      db,
      page.map(({ workflowId }) => workflowId),
    );
    for (const { workflowId } of page) {
      // The list is a moment old: the workflow itself says whether it is open.
      if (driven.has(workflowId)) continue;
      if ((await describeRun(client, workflowId))?.status.name !== 'RUNNING') continue;
      found.push({ run: workflowId, why: 'no-run' });
    }
    page = [];
  };
  for await (const info of client.workflow.list({ query })) {
    page.push(info);
    if (page.length >= atOnce) await look();
  }
  await look();
  return found;
}

/** False where it has to wait: a message of it is in a provider's hands. */
async function setRight(db: Db, client: Client, run: string, why: DisagreementWhy): Promise<boolean> {
  const end = async () => {
    if (why === 'no-workflow') return;
    const terminate = () => client.workflow.getHandle(run).terminate(reason);
    await client.withDeadline(Date.now() + patience, terminate).catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
  };
  if (why !== 'no-run') return beginAgain(db, run, end);
  await end();
  return true;
}
