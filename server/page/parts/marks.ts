/** Marks of a state, a channel, a tone: icon and word, colour only beside them. */
import { html } from 'hono/html';
import { kindWords, toneWords } from '../../../engine/flow/index.ts';
import { rankOfTone, type StepKind, stepKinds, type Tone, tones } from '../../../schemas/index.ts';
import type { DeliveryLine, DeliveryStatus } from '../../../store/index.ts';
import type { Both, Visit } from '../visit.ts';
import type { Content, Html } from './html.ts';
import { type IconName, icon } from './icon.ts';

const iconOfKind: Readonly<Record<StepKind, IconName>> = {
  wait: 'clock',
  listen: 'clock',
  branch: 'branch',
  experiment: 'branch',
  email: 'email',
  sms: 'sms',
  call: 'call',
  letter: 'letter',
  'registered-letter': 'seal',
  webhook: 'link',
  notify: 'bell',
  approve: 'question',
  set: 'tag',
  handoff: 'hand',
  end: 'stop',
};

function isKind(text: string): text is StepKind {
  return (stepKinds as readonly string[]).includes(text);
}

export function iconOf(kind: string): Html {
  return icon(isKind(kind) ? iconOfKind[kind] : 'task');
}

/** A channel, or any kind of step: ✉ email. */
export function channel({ language }: Visit, kind: string): Html {
  const word = isKind(kind) ? kindWords[kind][language] : kind;
  return html`<span class="kind">${iconOf(kind)}<span>${word}</span></span>`;
}

/** A five-step scale of one hue, with its word. */
export function tone({ language }: Visit, value: Tone | null): Html | null {
  if (value === null) return null;
  const rank = rankOfTone(value);
  const bars = tones.map(
    (_, index) =>
      html`<rect x="${index * 4}" y="${8 - index * 2}" width="3" height="${4 + index * 2}" class="${index <= rank ? 'on' : 'off'}"/>`,
  );
  return html`<span class="tone tone-${rank}"><svg viewBox="0 0 19 12" aria-hidden="true">${bars}</svg><span>${toneWords[value][language]}</span></span>`;
}

export type Hue = 'planned' | 'waiting' | 'held' | 'good' | 'bad';

/** A state: coloured, with icon and word. */
export function state(hue: Hue, name: IconName, word: Content): Html {
  return html`<span class="state ${hue}">${icon(name)}<span>${word}</span></span>`;
}

interface Look {
  readonly hue: Hue;
  readonly icon: IconName;
  readonly word: Both<string>;
}

export const statusLooks: Readonly<Record<DeliveryStatus, Look>> = {
  captured: { hue: 'waiting', icon: 'tray', word: { fr: 'capturé (non envoyé)', en: 'captured (not sent)' } },
  sending: { hue: 'waiting', icon: 'clock', word: { fr: 'en cours d’envoi', en: 'being sent' } },
  sent: { hue: 'good', icon: 'check', word: { fr: 'envoyé', en: 'sent' } },
  failed: { hue: 'bad', icon: 'alert', word: { fr: 'échec', en: 'failed' } },
  uncertain: { hue: 'bad', icon: 'question', word: { fr: 'sort incertain', en: 'outcome unknown' } },
  'not-sent': { hue: 'planned', icon: 'stop', word: { fr: 'non parti', en: 'did not leave' } },
};

export function status(
  { language }: Visit,
  { status: value, possibleDouble }: Pick<DeliveryLine, 'status' | 'possibleDouble'>,
): Html {
  const look = statusLooks[value];
  const mark = state(look.hue, look.icon, look.word[language]);
  if (!possibleDouble) return mark;
  return html`${mark}${state('bad', 'alert', language === 'fr' ? 'peut-être en double' : 'possibly a double')}`;
}
