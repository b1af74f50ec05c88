import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CarriedOn } from '../contract.ts';
import { shortDigest } from '../short-digest.ts';
import type { Escalation } from './escalation.ts';
import { currentDetails, nextAction, stageOf } from './words.ts';

const nextKey = defineSearchAttributeKey('PalierNext', SearchAttributeType.KEYWORD);
const stageKey = defineSearchAttributeKey('PalierStage', SearchAttributeType.KEYWORD);
const releaseKey = defineSearchAttributeKey('PalierRelease', SearchAttributeType.KEYWORD);

type Shown = Pick<CarriedOn, 'next' | 'stage'>;

/** Shows where the run stands: details without an event, attributes with one event where they changed. */
export function show(run: Escalation, before: Shown): Shown {
  const { plan, state, wake, notes } = run;
  setCurrentDetails(currentDetails(plan, state, wake, notes.kept));
  // A request in flight ends soon and moves the run on: the rest after it says the same in one event.
  if (state.open?.type === 'perform' && state.open.status === 'asked') return before;
  const now = { next: nextAction(plan, state), stage: stageOf(plan, state) };
  if (now.next === before.next && now.stage === before.stage) return before;
  upsertSearchAttributes([
    { key: nextKey, value: now.next },
    ...(now.stage === before.stage ? [] : [{ key: stageKey, value: now.stage }]),
    { key: releaseKey, value: shortDigest(state.release) },
  ]);
  return now;
}
