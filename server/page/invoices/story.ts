import { html } from 'hono/html';
import { describeStep } from '../../../engine/flow/index.ts';
import type { RunOutcome } from '../../../schemas/index.ts';
import { outcomeWords, wordOf } from '../../cli/reason-words.ts';
import { readable, sentence } from '../flows/readable.ts';
import { sayReason } from '../foresee/say.ts';
import { brief, moment } from '../parts/figures.ts';
import { heldBy } from '../parts/holds.ts';
import { type Content, type Html, short } from '../parts/html.ts';
import { channel } from '../parts/marks.ts';
import type { Visit } from '../visit.ts';
import type { InvoiceStory } from './gather.ts';
import { known } from './known.ts';
import { commands, contacts, messages, tasks } from './rail.ts';
import { refusals } from './refusals.ts';
import { ahead, history } from './timeline.ts';
import { invoiceWords } from './words.ts';

/** One invoice: what is true of it, what comes next and why, and all that happened. */
export function storyView(visit: Visit, story: InvoiceStory): Html {
  const words = invoiceWords[visit.language];
  const { line } = story;
  const number = line.instalment > 1 ? `${line.number} / ${line.instalment}` : line.number;
  return html`<div class="top">
<p class="crumb"><a href="/invoices">${words.title}</a></p>
<h1>${short(number, 120)}<span class="dot"> · </span>${short(line.customerName, 200)}</h1>
<p class="answer">${answer(visit, story)}</p>
</div>
${known(visit, story)}
<div class="columns"><div class="list">${ahead(visit, story)}${history(visit, story)}</div>
<div class="rail">${messages(visit, story)}${tasks(visit, story)}${contacts(visit, story)}${commands(visit, story)}</div></div>`;
}

/** The sentence that says how it stands. */
function answer(visit: Visit, story: InvoiceStory): Content {
  const words = invoiceWords[visit.language];
  const { outlook, runs, line } = story;
  const [latest] = runs;
  if (latest === undefined) return html`${words.noFlowIs} ${refusals(visit, line)}`;
  if (latest.line.status === 'finished') {
    const outcome = (latest.line.outcome ?? 'completed') as RunOutcome;
    return html`${words.endedIs} ${wordOf(outcomeWords, outcome)[visit.language]}${latest.line.finishedAt === null ? null : html` (${brief(visit, latest.line.finishedAt)})`}.`;
  }
  if (latest.line.status === 'poisoned')
    return html`${words.poisonedIs} ${short(latest.line.problem?.message ?? '', 300)}`;
  if (outlook === null) return null;
  if (latest.line.held) {
    const { holds } = outlook.standing.state;
    return html`${words.heldIs} ${heldBy(visit, { invoice: line.invoice, holds, facts: story.facts, reasons: story.reasons })}`;
  }
  const [next] = outlook.ahead;
  if (next !== undefined)
    return html`${words.nextIs} ${moment(visit, next.at)}<span class="dot"> · </span>${channel(visit, next.step.kind)} ${short(next.step.name ?? next.step.id, 80)}<span class="dot"> · </span><span class="quiet">${sayReason(visit, outlook.plan, next.reason, story.facts.invoice)}</span>`;
  const step = outlook.plan.steps[latest.line.step];
  return step === undefined
    ? null
    : html`${words.waitsIs} ${sentence(readable(visit, short(describeStep(step, visit.language), 300)))}`;
}
