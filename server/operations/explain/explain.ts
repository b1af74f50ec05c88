import { z } from 'zod';
import { isStale } from '../../../engine/decide/index.ts';
import { describeStep } from '../../../engine/flow/index.ts';
import { contextFor } from '../../../workers/carry/index.ts';
import { explainLine, labelOf } from '../../cli/reasons.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { sayReason } from '../../page/foresee/say.ts';
import { gatherStory, type InvoiceStory, type ToldRun } from '../../page/invoices/gather.ts';
import type { Visit } from '../../page/visit.ts';
import { findInvoice, nameOf } from '../find-invoice.ts';
import { operation } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import { sayDecisions } from './say-decisions.ts';
import { sayHolds } from './say-holds.ts';
import { sayNoFlow } from './say-no-flow.ts';
import { visitOf } from './visit-of.ts';

/** Why an invoice stands where it stands, what stops it, what comes next, and all that happened. */
export const explain = operation({
  name: 'explain',
  input: z.strictObject({ invoice: z.string().min(1) }),
  async run(house, { invoice }, { language }) {
    const found = await findInvoice(house, invoice);
    const zone = house.carrier.surroundings.entity(found.entity).zone;
    const visit = await visitOf(house, language, zone);
    const story = await gatherStory(visit, found.invoice);
    if (story === null) {
      throw new Refusal('not-found', {
        fr: `la facture ${found.number} vient de disparaître`,
        en: `invoice ${found.number} has just gone`,
      });
    }
    const { line, facts, deliveries, tasks } = story;
    return {
      invoice: line,
      zone,
      customer: {
        segment: facts.customer.segment,
        tags: facts.customer.tags,
        owner: facts.customer.owner,
        net: facts.customer.net,
      },
      tags: facts.invoice.tags,
      run: runOf(house, visit, story, { zone, name: await nameOf(house, found) }),
      next: nextOf(visit, story),
      noFlow: sayNoFlow(line, house.workspace.customFields, language),
      deliveries: deliveries.map(({ delivery, at, channel, status, possibleDouble, step, subject }) => ({
        delivery,
        at,
        channel,
        status,
        possibleDouble,
        step,
        subject,
      })),
      tasks: tasks.map(({ task, kind, title, status, dueAt, outcome }) => ({
        task,
        kind,
        title,
        status,
        dueAt,
        outcome,
      })),
    };
  },
});

/** The present run, or the last one. */
function runOf(
  house: OpenHouse,
  visit: Visit,
  story: InvoiceStory,
  { zone, name }: { readonly zone: string; readonly name: string },
) {
  const { language } = visit;
  const [latest] = story.runs;
  if (latest === undefined) return null;
  const { line, release, trace } = latest;
  const { flow } = release.release;
  const step = flow.steps.find(({ id }) => id === line.step);
  const holds = story.outlook?.standing.state.holds ?? [];
  return {
    run: line.run,
    flow: { id: flow.id, name: flow.name, release: release.release.digest },
    status: line.status,
    outcome: line.outcome,
    problem: line.problem,
    wakeAt: line.held ? null : line.wakeAt,
    step: {
      id: line.step,
      label: labelOf(flow, line.step)[language],
      meaning: step === undefined ? null : describeStep(step, language),
    },
    holds: sayHolds(holds, story.reasons, { name, facts: story.facts, language }),
    isStale: isStaleNow(house, story, latest),
    story: trace.map((one) => ({ at: one.at, said: explainLine(one, flow, { language, zone }) })),
    decisions: sayDecisions(latest.decisions, release, language),
  };
}

/** True where nothing leaves because the ledger is too old. */
function isStaleNow(house: OpenHouse, { facts, line }: InvoiceStory, { release }: ToldRun): boolean {
  const subject = { facts, entity: line.entity, at: house.clock.now() };
  return isStale(contextFor(house.carrier, release, subject));
}

/** The next contact or task, with its day and the reason for it; null where nothing is planned. */
function nextOf(visit: Visit, { outlook, facts }: InvoiceStory) {
  const [next] = outlook?.ahead ?? [];
  if (outlook === null || next === undefined) return null;
  const { at, step, reason } = next;
  return {
    at,
    step: step.id,
    label: step.name ?? step.id,
    kind: step.kind,
    tone: 'tone' in step ? step.tone : null,
    because: sayReason(visit, outlook.plan, reason, facts.invoice),
  };
}
