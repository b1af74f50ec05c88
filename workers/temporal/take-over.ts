/**
 * Makes this build the current version of its deployment: from then on runs go on with it. Only the build
 * that came last does so, so that an older one that is started again takes nothing back; and only when
 * every queue of the deployment is served by it, which the server itself insists on.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { NativeConnection } from '@temporalio/worker';
import type { TemporalSettings } from './settings.ts';
import { grpcStatus, statusOf } from './temporal-fault.ts';

type Deployment = NonNullable<TemporalSettings['deployment']>;
export type TakingOver = 'current' | 'older' | 'not yet';

/** Milliseconds between two looks. */
const lookEvery = 2_000;

/** Looks until this build is current, or a newer one is there. Ends with the signal. */
export async function takeOver(
  connection: NativeConnection,
  namespace: string,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<TakingOver> {
  for (;;) {
    const standing = await tryToTakeOver(connection, namespace, deployment);
    if (standing !== 'not yet' || signal.aborted) return standing;
    await delay(lookEvery, undefined, { signal }).catch(() => {});
  }
}

async function tryToTakeOver(
  { workflowService }: NativeConnection,
  namespace: string,
  { name: deploymentName, buildId }: Deployment,
): Promise<TakingOver> {
  try {
    const { workerDeploymentInfo: info, conflictToken } = await workflowService.describeWorkerDeployment({
      namespace,
      deploymentName,
    });
    if (info?.routingConfig?.currentDeploymentVersion?.buildId === buildId) return 'current';
    const born = new Map(
      (info?.versionSummaries ?? []).map(({ deploymentVersion, createTime }) => [
        deploymentVersion?.buildId,
        Number(createTime?.seconds ?? 0) + Number(createTime?.nanos ?? 0) / 1e9,
      ]),
    );
    const own = born.get(buildId);
    if (own === undefined) return 'not yet';
    if ([...born.values()].some((other) => other > own)) return 'older';
    await workflowService.setWorkerDeploymentCurrentVersion({
      ...{ namespace, deploymentName, buildId },
      ...(conflictToken == null ? {} : { conflictToken }),
    });
    return 'current';
  } catch (error) {
    const status = statusOf(error);
    // Not polled yet, another worker is doing the same, or a queue is not served yet: looked at again.
    const passes =
      status === grpcStatus.notFound ||
      status === grpcStatus.failedPrecondition ||
      status === grpcStatus.aborted ||
      status === grpcStatus.unavailable;
    if (passes) return 'not yet';
    throw error;
  }
}
