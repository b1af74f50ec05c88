/**
 * One namespace is for one installation: run ids are numbers of its own store, and another one's runs of
 * the same number would be taken for its own, whose reminders were then never sent. The namespace carries
 * the mark of the installation that came first.
 */
import type { ConnectionLike } from '@temporalio/client';
import { installationOf, type Store } from '../../store/index.ts';
import { TemporalError } from './temporal-error.ts';
import { grpcStatus, statusOf } from './temporal-fault.ts';

/** Key in the namespace's data. */
const mark = 'palier-installation';

/**
 * Marks the namespace as this store's. A server that lets nobody write there (Temporal Cloud, servers for
 * tests) is left as it is.
 *
 * @throws TemporalError `temporal-namespace-taken` where another installation was first.
 */
export async function claimNamespace(
  { workflowService }: ConnectionLike,
  namespace: string,
  store: Store,
): Promise<void> {
  const own = await installationOf(store.db);
  try {
    const { namespaceInfo } = await workflowService.describeNamespace({ namespace });
    const holder = namespaceInfo?.data?.[mark];
    if (holder === own) return;
    if (holder !== undefined) throw taken(namespace);
    await workflowService.updateNamespace({ namespace, updateInfo: { data: { [mark]: own } } });
  } catch (error) {
    const status = statusOf(error);
    const isForbidden =
      status === grpcStatus.unimplemented ||
      status === grpcStatus.permissionDenied ||
      status === grpcStatus.unauthenticated;
    if (!isForbidden) throw error;
  }
}

function taken(namespace: string): TemporalError {
  const message = `the namespace "${namespace}" belongs to another installation of Palier, whose runs have the same ids`;
  return new TemporalError('temporal-namespace-taken', message, { namespace });
}
