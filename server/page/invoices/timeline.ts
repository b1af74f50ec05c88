import { html } from 'hono/html';
import type { TraceLine } from '../../../schemas/index.ts';
import type { DeliveryLine } from '../../../store/index.ts';
import { explainLine, labelOf } from '../../cli/reasons.ts';
import type { Foreseen } from '../foresee/foresee.ts';
import { sayReason } from '../foresee/say.ts';
import { moment } from '../parts/figures.ts';
import { type Content, type Html, short } from '../parts/html.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { channel, type Hue, iconOf, status, tone } from '../parts/marks.ts';
import { empty, section } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import { decisionOf, explainDecision } from './decisions.ts';
import type { InvoiceStory, ToldRun } from './gather.ts';
import { invoiceWords } from './words.ts';

/** What the run will do, in order. */
export function ahead(visit: Visit, { outlook, facts }: InvoiceStory): Html | null {
  if (outlook === null) return null;
  const words = invoiceWords[visit.language];
  const { flow } = outlook.line;
  const row = ({ at, step, reason }: Foreseen) =>
    html`<li class="planned"><span class="when">${moment(visit, at)}</span>${iconOf(step.kind)}<div><p><a href="/flows/${flow}#${step.id}">${short(step.name ?? step.id, 80)}</a> ${channel(visit, step.kind)} ${'tone' in step ? tone(visit, step.tone) : null}</p><p class="quiet">${sayReason(visit, outlook.plan, reason, facts.invoice)}</p></div></li>`;
  const body =
    outlook.ahead.length === 0
      ? empty(outlook.line.held ? words.aheadHeld : words.aheadNone)
      : html`<ol class="timeline">${outlook.ahead.map(row)}</ol><p class="quiet note">${words.aheadNote}</p>`;
  return section('ahead', words.ahead, body);
}

const looks: Readonly<Partial<Record<TraceLine['what'], readonly [IconName, Hue]>>> = {
  held: ['hold', 'held'],
  blocked: ['hold', 'held'],
  deferred: ['clock', 'waiting'],
  waits: ['clock', 'waiting'],
  failed: ['alert', 'bad'],
  unreachable: ['alert', 'bad'],
  uncertain: ['question', 'bad'],
  'promise-broken': ['alert', 'bad'],
  'promise-kept': ['check', 'good'],
  started: ['flow', 'planned'],
  took: ['branch', 'planned'],
  assigned: ['branch', 'planned'],
  finished: ['stop', 'planned'],
};

/** What happened, the latest first. */
export function history(visit: Visit, story: InvoiceStory): Html | null {
  const words = invoiceWords[visit.language];
  const [latest, ...earlier] = story.runs;
  if (latest === undefined) return null;
  const old = earlier.map(
    (run) =>
      html`<details id="run-${run.line.run}"><summary>${words.earlier} ${moment(visit, run.line.startedAt)}</summary>${linesOf(visit, run, story)}</details>`,
  );
  return section('history', words.history, html`${linesOf(visit, latest, story)}${old}`);
}

function linesOf(visit: Visit, run: ToldRun, story: InvoiceStory): Html {
  return html`<ol class="timeline">${run.trace.toReversed().map((line) => oneLine(visit, line, run, story))}</ol>`;
}

function oneLine(visit: Visit, line: TraceLine, run: ToldRun, { deliveries }: InvoiceStory): Html {
  const kind = run.release.prepared.plan.steps[line.step]?.kind ?? 'end';
  const look = looks[line.what];
  const picture = look === undefined ? iconOf(kind) : icon(look[0]);
  return html`<li class="${look?.[1] ?? (line.what === 'done' ? 'good' : 'planned')}"><span class="when">${moment(visit, line.at)}</span>${picture}<div><p>${sentence(visit, line, run, deliveries)}</p>${because(visit, line, run)}</div></li>`;
}

/** A delivery is told by its own state: what was captured is never called sent. */
function sentence(visit: Visit, line: TraceLine, run: ToldRun, deliveries: readonly DeliveryLine[]): Content {
  const { flow } = run.release.release;
  const delivery = line.what === 'done' ? deliveryOf(line, run, deliveries) : undefined;
  if (delivery === undefined) {
    const zone = visit.house.workspace.entities[0]?.zone ?? 'Europe/Paris';
    return short(explainLine(line, flow, { language: visit.language, zone }), 400);
  }
  const label = short(labelOf(flow, line.step)[visit.language], 100);
  return html`<a href="/outbox/${delivery.delivery}">${label}</a> ${channel(visit, delivery.channel)} ${status(visit, delivery)}`;
}

function deliveryOf(line: TraceLine, run: ToldRun, deliveries: readonly DeliveryLine[]) {
  const own = deliveries.filter(
    ({ step, invoices }) => step === line.step && invoices.some((one) => one.run === run.line.run),
  );
  return own.toSorted((a, b) => Math.abs(a.at - line.at) - Math.abs(b.at - line.at))[0];
}

function because(visit: Visit, line: TraceLine, run: ToldRun): Content {
  if (line.what !== 'took') return null;
  const decision = decisionOf(run.decisions, line);
  return decision === undefined
    ? null
    : html`<p class="quiet">${explainDecision(visit, run.release, decision)}</p>`;
}
