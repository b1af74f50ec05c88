import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { newRun } from '../../engine/run/index.ts';
import type { Plan } from '../../schemas/index.ts';
import { type Start, workflowType } from '../../workers/temporal/contract.ts';
import { referenceTo } from '../../workers/temporal/plan-reference.ts';
import { nextAction } from '../../workers/temporal/workflow/words.ts';

/** Begins one workflow. */
export type Begin = (workflowId: string) => Promise<unknown>;

/** As many are begun at once as the relay begins. */
const atOnce = 25;
const month = 30 * 86_400_000;

const flowKey = defineSearchAttributeKey('PalierFlow', SearchAttributeType.KEYWORD);
const nextKey = defineSearchAttributeKey('PalierNext', SearchAttributeType.KEYWORD);
const releaseKey = defineSearchAttributeKey('PalierRelease', SearchAttributeType.KEYWORD);

/** As the relay begins a run, without what it notes in the store. */
export function beginsRun(client: Client, taskQueue: string, plan: Plan): Begin {
  return (workflowId) => {
    const next = nextAction(plan, newRun(plan, workflowId));
    const start: Start = { run: workflowId, language: 'fr', takenUpAt: Date.now(), next, carriedOn: null };
    return client.workflow.start(workflowType, {
      ...{ workflowId, taskQueue },
      ...{ workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'USE_EXISTING' },
      typedSearchAttributes: new TypedSearchAttributes([
        { key: flowKey, value: plan.flow },
        { key: nextKey, value: next ?? '' },
        { key: releaseKey, value: plan.release.slice(0, 12) },
      ]),
      staticSummary: plan.flow,
      args: [start, referenceTo(plan.release)],
    });
  };
}

export function beginsEmpty(client: Client, taskQueue: string): Begin {
  return (workflowId) => client.workflow.start('empty', { workflowId, taskQueue, args: [month] });
}

export async function beginAll(begin: Begin, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += atOnce) {
    await Promise.all(ids.slice(from, from + atOnce).map(begin));
  }
}
