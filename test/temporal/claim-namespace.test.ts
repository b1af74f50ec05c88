import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMemoryStore } from '../../store/index.ts';
import { claimNamespace } from '../../workers/temporal/claim-namespace.ts';
import { startLocal } from './servers.ts';

let env: TestWorkflowEnvironment;
beforeAll(async () => {
  env = await startLocal();
});
afterAll(() => env?.teardown());

it('a namespace is its first installation’s, and no other one’s', async () => {
  const namespace = env.namespace ?? 'default';
  const first = await openMemoryStore();
  const other = await openMemoryStore();

  await claimNamespace(env.connection, namespace, first);
  await claimNamespace(env.connection, namespace, first);
  const claiming = claimNamespace(env.connection, namespace, other);

  await expect(claiming).rejects.toMatchObject({ code: 'temporal-namespace-taken', ids: { namespace } });
  await first.close();
  await other.close();
});
