import { html } from 'hono/html';
import { amount, dueDay } from '../parts/figures.ts';
import { type Html, joined, short } from '../parts/html.ts';
import { facts } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import type { InvoiceStory } from './gather.ts';
import { invoiceWords } from './words.ts';

/** The facts of an invoice and its customer, in a line. */
export function known(visit: Visit, { line, facts: seen, runs }: InvoiceStory): Html {
  const words = invoiceWords[visit.language].facts;
  const [latest] = runs;
  const step = latest?.release.prepared.plan.steps[latest.line.step];
  const tags = [...seen.invoice.tags, ...seen.customer.tags];
  const delay = seen.customer.averageDelay;
  return facts([
    [words.open, amount(visit, line.open, line.currency)],
    [words.amount, line.amount === line.open ? null : amount(visit, line.amount, line.currency)],
    [words.due, dueDay(visit, line.dueOn)],
    [
      words.issued,
      line.issuedOn === null
        ? null
        : html`<time datetime="${line.issuedOn}">${visit.formats.date(line.issuedOn)}</time>`,
    ],
    [
      words.flow,
      latest === undefined
        ? null
        : html`<a href="/flows/${latest.line.flow}">${short(latest.release.release.flow.name, 80)}</a>`,
    ],
    [
      words.step,
      latest === undefined || latest.line.status === 'finished'
        ? null
        : html`<a href="/flows/${latest.line.flow}#${latest.line.step}">${short(step?.name ?? latest.line.step, 80)}</a>`,
    ],
    [words.stage, line.stage === null ? null : short(line.stage, 60)],
    [words.customerOpen, amount(visit, seen.customer.net, line.currency)],
    [
      words.delay,
      delay === null
        ? null
        : `${delay >= 0 ? '+' : '\u2212'}${Math.abs(Math.round(delay))}\u00a0${visit.language === 'fr' ? 'j' : 'd'}`,
    ],
    [words.owner, seen.customer.owner === null ? null : short(seen.customer.owner, 80)],
    [
      words.tags,
      tags.length === 0
        ? null
        : joined(
            tags.map((tag) => html`<span class="tag">${short(tag, 40)}</span>`),
            ' ',
          ),
    ],
  ]);
}
