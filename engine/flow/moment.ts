import type { WaitStep } from '../../schemas/index.ts';
import { type Language, quoted, type Words } from './words.ts';

type Until = WaitStep['until'];

/**
 * Days around the due date as the trade writes them.
 *
 * @example offset(7, 'fr') // 'J+7'
 * @example offset(-3, 'en') // 'D-3'
 * @example offset(0, 'fr') // 'J0'
 */
export function offset(days: number, language: Language): string {
  const day = language === 'fr' ? 'J' : 'D';
  return `${day}${days > 0 ? '+' : ''}${days}`;
}

/** The moment at which a wait is over: `J+7, jours ouvrés, à 10:00`. */
export function momentWords(until: Until): Words {
  const business = until.count === 'business';
  const base = baseWords(until, business);
  const at = until.at;
  const least = until.atLeast === undefined ? undefined : durationWords(until.atLeast);
  return {
    fr: [
      base.fr,
      ...(business ? ['jours ouvrés'] : []),
      ...(at === undefined ? [] : [`à ${at}`]),
      ...(least === undefined ? [] : [`au moins ${least.fr} après l’envoi précédent`]),
    ].join(', '),
    en: [
      base.en,
      ...(business ? ['business days'] : []),
      ...(at === undefined ? [] : [`at ${at}`]),
      ...(least === undefined ? [] : [`at least ${least.en} after the previous delivery`]),
    ].join(', '),
  };
}

function baseWords(until: Until, business: boolean): Words {
  const { days, from } = until;
  if (from === 'due') return { fr: offset(days, 'fr'), en: offset(days, 'en') };
  const anchor = anchorWords(until);
  if (days === 0) return { fr: `le jour même ${anchor.of.fr}`, en: `the very day ${anchor.of.en}` };
  const length = durationWords(`${Math.abs(days)} day`);
  // "7 jours, jours ouvrés" would say it twice in the same breath only where no anchor stands between.
  const size: Words = business ? { fr: `${Math.abs(days)} j`, en: length.en } : length;
  return days > 0
    ? { fr: `${size.fr} après ${anchor.name.fr}`, en: `${size.en} after ${anchor.name.en}` }
    : { fr: `${size.fr} avant ${anchor.name.fr}`, en: `${size.en} before ${anchor.name.en}` };
}

function anchorWords(until: Until): { readonly name: Words; readonly of: Words } {
  if (until.from === 'issued') {
    return {
      name: { fr: 'l’émission de la facture', en: 'the invoice’s issue' },
      of: { fr: 'de l’émission de la facture', en: 'of the invoice’s issue' },
    };
  }
  if (until.from === 'step') {
    return {
      name: { fr: 'le début de cette attente', en: 'the start of this wait' },
      of: { fr: 'du début de cette attente', en: 'of the start of this wait' },
    };
  }
  if (until.step === undefined) {
    return {
      name: { fr: 'l’envoi précédent', en: 'the previous delivery' },
      of: { fr: 'de l’envoi précédent', en: 'of the previous delivery' },
    };
  }
  const step = quoted(until.step);
  return {
    name: { fr: `l’envoi de ${step.fr}`, en: `the delivery of ${step.en}` },
    of: { fr: `de l’envoi de ${step.fr}`, en: `of the delivery of ${step.en}` },
  };
}

const units: Readonly<Record<string, { readonly one: Words; readonly many: Words }>> = {
  minute: { one: { fr: 'minute', en: 'minute' }, many: { fr: 'minutes', en: 'minutes' } },
  hour: { one: { fr: 'heure', en: 'hour' }, many: { fr: 'heures', en: 'hours' } },
  day: { one: { fr: 'jour', en: 'day' }, many: { fr: 'jours', en: 'days' } },
  'business day': {
    one: { fr: 'jour ouvré', en: 'business day' },
    many: { fr: 'jours ouvrés', en: 'business days' },
  },
  week: { one: { fr: 'semaine', en: 'week' }, many: { fr: 'semaines', en: 'weeks' } },
};

/**
 * A duration in words; a text that is no duration stays as it is.
 *
 * @example durationWords('2 business days').fr // '2 jours ouvrés'
 */
export function durationWords(duration: string): Words {
  const [, count = '', name = ''] = /^(\d+) (.+?)s?$/.exec(duration) ?? [];
  const unit = units[name];
  if (unit === undefined) return { fr: duration, en: duration };
  const number = Number(count);
  return {
    fr: `${count} ${(number < 2 ? unit.one : unit.many).fr}`,
    en: `${count} ${(number === 1 ? unit.one : unit.many).en}`,
  };
}
