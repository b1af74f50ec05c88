import { html } from 'hono/html';
import { type DeliveryDetail, listInvoices, readDecisions, readRun } from '../../../store/index.ts';
import { reasonOf } from '../foresee/reason.ts';
import { sayReason } from '../foresee/say.ts';
import { explainDecision } from '../invoices/decisions.ts';
import { amount, dueDay } from '../parts/figures.ts';
import { type Content, type Html, short } from '../parts/html.ts';
import { facts, section } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import { outboxWords } from './words.ts';

/** Which invoices a delivery is about, and what led each of them to it. */
export async function whyItLeft(visit: Visit, delivery: DeliveryDetail): Promise<Html> {
  const words = outboxWords[visit.language];
  const parts: Content[] = [];
  for (const subject of delivery.invoices) parts.push(await oneInvoice(visit, delivery, subject));
  return html`${section('invoices', words.invoices, html`<div class="stack">${parts}</div>`)}`;
}

async function oneInvoice(
  visit: Visit,
  delivery: DeliveryDetail,
  subject: DeliveryDetail['invoices'][number],
): Promise<Html> {
  const { house, language } = visit;
  const words = outboxWords[language];
  const { db } = house.store;
  const [line] = await listInvoices(db, { invoice: subject.invoice, open: false, limit: 1 });
  const run = await readRun(db, subject.run);
  if (line === undefined || run === null) return html`<p>${short(subject.number, 60)}</p>`;
  const release = await house.carrier.releases.get(db, run.state.release);
  const { plan } = release.prepared;
  const step = plan.steps[delivery.step];
  const index = run.lines.findLastIndex(
    ({ step: id, what, at }) => id === delivery.step && what === 'done' && at <= delivery.at,
  );
  const before = run.lines.slice(0, index + 1);
  const reason =
    step === undefined || index < 0
      ? null
      : reasonOf(plan, step, before, { lastDelivery: null, trail: run.state.trail });
  const taken = new Set(reason?.taken.map((one) => one.step));
  const decisions = (await readDecisions(db, subject.run)).filter(
    ({ ask, command, at }) => ask === 'which' && at <= delivery.at && taken.has(command.split('/')[1] ?? ''),
  );
  return html`<div class="card"><p><a href="/invoices/${subject.invoice}">${short(subject.number, 60)}</a><span class="dot"> · </span>${short(line.customerName, 80)}</p>
${facts([
  [language === 'fr' ? 'Ouvert' : 'Open', amount(visit, line.open, line.currency)],
  [language === 'fr' ? 'Échéance' : 'Due date', dueDay(visit, line.dueOn)],
  [words.flow, html`<a href="/flows/${plan.flow}">${short(release.release.flow.name, 80)}</a>`],
  [
    words.step,
    html`<a href="/flows/${plan.flow}#${delivery.step}">${short(step?.name ?? delivery.step, 80)}</a>`,
  ],
  [words.why, reason === null ? null : sayReason(visit, plan, reason, line)],
])}
${decisions.map((decision) => html`<p class="quiet">${explainDecision(visit, release, decision)}</p>`)}</div>`;
}
