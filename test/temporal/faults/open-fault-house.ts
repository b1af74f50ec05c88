import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { openMemoryStore } from '../../../store/index.ts';
import { bundleWorkflows } from '../../../workers/temporal/bundle.ts';
import { searchAttributes } from '../../../workers/temporal/contract.ts';
import { type LocalOptions, startLocal } from '../servers.ts';
import { FaultHouse, type HouseOptions } from './fault-house.ts';

export interface OpenFaultHouse {
  readonly env: TestWorkflowEnvironment;
  readonly house: FaultHouse;
  close(): Promise<void>;
}

/** A house on a whole server of its own, on a memory store. */
export async function openFaultHouse(
  options: Pick<HouseOptions, 'clock'> & Pick<LocalOptions, 'dynamicConfig'> = {},
): Promise<OpenFaultHouse> {
  const { dynamicConfig, ...rest } = options;
  const env = await startLocal({
    searchAttributes,
    ...(dynamicConfig === undefined ? {} : { dynamicConfig }),
  });
  const store = await openMemoryStore();
  const house = await FaultHouse.build({ env, store, bundle: await bundleWorkflows(), ...rest });
  return {
    ...{ env, house },
    async close() {
      await house.close();
      await store.close();
      await env.teardown();
    },
  };
}
