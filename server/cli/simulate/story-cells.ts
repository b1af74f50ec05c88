import type { Language } from '../../../engine/flow/index.ts';
import { offset, toneWords } from '../../../engine/flow/index.ts';
import type { StepKind } from '../../../schemas/index.ts';
import { printable } from '../print/wrap.ts';
import type { Entry } from './entries.ts';

/** What a channel is called where there is little room. */
const channelWords: Readonly<Partial<Record<StepKind, Readonly<Record<Language, string>>>>> = {
  email: { fr: 'email', en: 'email' },
  sms: { fr: 'SMS', en: 'SMS' },
  letter: { fr: 'lettre', en: 'letter' },
  'registered-letter': { fr: 'LRAR', en: 'registered' },
  call: { fr: 'appel', en: 'call' },
  webhook: { fr: 'webhook', en: 'webhook' },
  notify: { fr: 'alerte', en: 'notice' },
  approve: { fr: 'accord', en: 'approval' },
  handoff: { fr: 'remise', en: 'hand-over' },
};

/** The cells of an entry: days from the due date, channel, tone. */
export function entryCells(entry: Entry, language: Language): readonly [string, string, string] {
  const days = entry.offset === null ? '' : offset(entry.offset, language).replace('-', '−');
  if (entry.kind === 'note') return [days, '·', ''];
  const channel = entry.channel === null ? '' : (channelWords[entry.channel]?.[language] ?? entry.channel);
  // The French name of the mise en demeure is too long for a column; its tone is the name of the message.
  const tone =
    entry.tone === null ? '' : entry.tone === 'mise-en-demeure' ? 'MED' : toneWords[entry.tone][language];
  return [days, channel, tone];
}

/** The subject, and under it who gets it and why on that day. */
export function entryText(entry: Entry, language: Language): string {
  const others =
    entry.with.length === 0 ? [] : [`${language === 'fr' ? 'avec' : 'with'} ${entry.with.join(', ')}`];
  const to = entry.to === null ? [] : [`→ ${entry.to}`];
  const below = [...to, ...others, ...entry.why].map(printable).join(' · ');
  return below === '' ? printable(entry.text) : `${printable(entry.text)}\n${below}`;
}
