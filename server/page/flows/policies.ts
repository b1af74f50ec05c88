import { durationWords } from '../../../engine/flow/index.ts';
import type { Release } from '../../../schemas/index.ts';
import { type Content, number } from '../parts/html.ts';
import { facts } from '../parts/section.ts';
import type { Both, Visit } from '../visit.ts';
import { flowWords } from './words.ts';

const choices: Both<Readonly<Record<string, string>>> = {
  fr: {
    always: 'à toute heure',
    compress: 'tout garder, espacé',
    skip: 'sauter les messages passés',
    invoice: 'un message par facture',
    customer: 'un message par client',
    weekdays: 'lun.–ven.',
    daily: 'tous les jours',
    none: 'aucun',
  },
  en: {
    always: 'at any hour',
    compress: 'keep all, with gaps',
    skip: 'skip past messages',
    invoice: 'one message an invoice',
    customer: 'one message a customer',
    weekdays: 'Mon–Fri',
    daily: 'every day',
    none: 'none',
  },
};

/** A release's rules about what may leave and when. */
export function policies({ language }: Visit, { policies: own, flow }: Release): Content {
  const words = flowWords[language];
  const said = (text: string) => choices[language][text] ?? text;
  const duration = (text: string) => durationWords(text)[language];
  const window = own.window.replace(/^(always|weekdays|daily)/, (days) => said(days)).replace('-', '–');
  const cap =
    own.cap === 'none' ? said('none') : `${number(language, own.cap.atMost)} / ${duration(own.cap.per)}`;
  return facts(
    [
      [words.window, window],
      [words.cap, cap],
      [words.gap, duration(own.minimumGap)],
      [words.freshness, duration(own.freshness)],
      [words.late, said(own.lateStart)],
      [words.grouping, said(own.grouping)],
      [words.currency, flow.currency],
    ],
    'column',
  );
}
