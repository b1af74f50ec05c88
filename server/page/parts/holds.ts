import { html } from 'hono/html';
import { parseDay } from '../../../engine/calendar/index.ts';
import { firstUnmet } from '../../../engine/decide/index.ts';
import type { Hold, InvoiceFacts } from '../../../schemas/index.ts';
import type { HoldReason } from '../../../store/index.ts';
import { holdWords, problemWords, wordOf } from '../../cli/reason-words.ts';
import type { Visit } from '../visit.ts';
import { type Content, type Html, joined, short } from './html.ts';
import { type Hue, state } from './marks.ts';

export interface HeldRun {
  readonly invoice: string;
  readonly holds: readonly Hold[];
  readonly facts: InvoiceFacts;
  readonly reasons: readonly HoldReason[];
}

/** A run waits for a person where only a person can let it go. */
export function hueOf(hold: Hold): Hue {
  return hold.cause === 'problem' || hold.cause === 'delivery' ? 'bad' : 'held';
}

/** What a list of held runs is grouped by: the cause, and with tags the tag. */
export function causeOf({ language }: Visit, hold: Hold): string {
  const word = wordOf(holdWords, hold.cause)[language];
  if (hold.cause === 'problem') return wordOf(problemWords, hold.object)[language];
  if (hold.cause !== 'tag') return word;
  return `${word} ${language === 'fr' ? `«\u00a0${short(hold.object)}\u00a0»` : `“${short(hold.object)}”`}`;
}

/** Every hold of a run, each with what was said when it was placed. */
export function heldBy(visit: Visit, run: HeldRun): Html {
  return joined(run.holds.map((hold) => oneHold(visit, hold, run)));
}

function oneHold(visit: Visit, hold: Hold, run: HeldRun): Html {
  const hue = hueOf(hold);
  const said = run.reasons.find(
    (reason) =>
      reason.invoice === run.invoice && reason.cause === hold.cause && reason.object === hold.object,
  );
  const reason = said?.reason == null ? null : html`<span class="said">${short(said.reason, 160)}</span>`;
  return html`<span class="hold">${state(hue, hue === 'bad' ? 'alert' : 'hold', nameOf(visit, hold, run))}${until(visit, hold)}${reason}</span>`;
}

function nameOf(visit: Visit, hold: Hold, { facts }: HeldRun): Content {
  const { language, when, formats } = visit;
  const french = language === 'fr';
  const word = wordOf(holdWords, hold.cause)[language];
  switch (hold.cause) {
    case 'dispute':
      return french ? `litige n°\u00a0${hold.object}` : `dispute no. ${hold.object}`;
    case 'promise': {
      const promise = facts.promises.find(({ id }) => id === hold.object);
      const part = promise === undefined ? undefined : (firstUnmet(promise, facts) ?? promise.parts[0]);
      const day = part === undefined ? null : parseDay(part.on);
      if (part === undefined || day === null) return word;
      const amount = formats.money(part.amount, facts.invoice.currency);
      return french
        ? `promesse\u00a0: ${amount} le ${when.date(day)}`
        : `promise: ${amount} on ${when.date(day)}`;
    }
    case 'tag':
      return french ? `étiquette «\u00a0${short(hold.object)}\u00a0»` : `tag “${short(hold.object)}”`;
    case 'problem':
      return wordOf(problemWords, hold.object)[language];
    case 'delivery':
      return html`<a href="/outbox/${hold.object}">${word} (n°&nbsp;${hold.object})</a>`;
    default:
      return word;
  }
}

function until({ language, when }: Visit, hold: Hold): Content {
  if (hold.until === null || hold.cause === 'promise') return null;
  // What ends at midnight stands until the day before, included.
  const day = when.day(when.dayOf(hold.until - 1));
  return html`<span class="quiet">${language === 'fr' ? `jusqu’au ${day}` : `until ${day}`}</span>`;
}
