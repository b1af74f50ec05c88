/** Money and dates as the screens set them: tabular, right-aligned, relative and absolute together. */
import { html } from 'hono/html';
import { type Day, formatDay, parseDay } from '../../../engine/calendar/index.ts';
import type { Visit } from '../visit.ts';
import { type Html, joined } from './html.ts';

/** `12 480,50 €`; a currency that nobody knows stands beside the figure. */
export function amount({ formats }: Visit, minor: number, currency: string): Html {
  const text = /^[A-Z]{3}$/.test(currency)
    ? formats.money(minor, currency)
    : `${formats
        .money(minor, 'EUR')
        .replace(/[^\d.,\s\u2212-]/g, '')
        .trim()} ${currency}`;
  return html`<data class="figure" value="${minor / 100}">${text.replace(/^-/, '\u2212')}</data>`;
}

/** Amounts of several currencies, never added up. */
export function amounts(visit: Visit, sums: ReadonlyMap<string, number>): Html {
  return joined(
    [...sums].map(([currency, minor]) => amount(visit, minor, currency)),
    html`<span class="dot"> · </span>`,
  );
}

/** Adds what is open, by currency. */
export function sumsOf(
  lines: readonly { readonly open: number | null; readonly currency: string | null }[],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { open, currency } of lines) {
    if (open !== null && currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + open);
  }
  return sums;
}

/** `demain · mar. 3 nov.` */
export function relativeDay({ when }: Visit, day: Day): Html {
  return html`<time datetime="${formatDay(day)}">${when.relative(day)}<span class="dot"> · </span>${when.day(day)}</time>`;
}

/** `mar. 3 nov. 09:10` */
export function moment({ when }: Visit, instant: number): Html {
  const day = when.dayOf(instant);
  return html`<time datetime="${new Date(instant).toISOString()}"><span>${when.day(day)}</span> <span class="quiet">${when.time(instant)}</span></time>`;
}

/** `09:10`. */
export function clock({ when }: Visit, instant: number): Html {
  return html`<time datetime="${new Date(instant).toISOString()}">${when.time(instant)}</time>`;
}

/** The day alone where it is another one, the time where it is today. */
export function brief({ when }: Visit, instant: number): Html {
  const day = when.dayOf(instant);
  const text = day === when.today ? when.time(instant) : when.day(day);
  return html`<time datetime="${new Date(instant).toISOString()}">${text}</time>`;
}

/** `J+7 · 27 oct.`: where an invoice stands today against its due date. */
export function dueDay({ when, language }: Visit, dueOn: string | null): Html {
  if (dueOn === null)
    return html`<span class="quiet">${language === 'fr' ? 'sans échéance' : 'no due date'}</span>`;
  const day = parseDay(dueOn);
  const days = when.sinceDue(dueOn);
  if (day === null || days === null) return html`<span>${dueOn}</span>`;
  return html`<time datetime="${dueOn}">${days}<span class="dot"> · </span>${when.date(day)}</time>`;
}
