import { channels } from '../../workers/temporal/contract.ts';
import { given, unusable, type Variables } from './variables.ts';

/** Somebody else's service may bear only so many at a time. */
type RatedChannel = (typeof channels)[number];

/** The most that leaves in a second, over all of Temporal's workers, by channel; those without a limit are absent. */
export type ChannelRates = Readonly<Partial<Record<RatedChannel, number>>>;

const seconds: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3_600, d: 86_400 };
const fastest = 10_000;

/**
 * Reads `PALIER_RATE_EMAIL`, `PALIER_RATE_REGISTERED_LETTER` and so on.
 *
 * @example readChannelRates({ PALIER_RATE_EMAIL: '300/min' }) // { email: 5 }
 */
export function readChannelRates(env: Variables): ChannelRates {
  const rates: Partial<Record<RatedChannel, number>> = {};
  for (const channel of channels) {
    const name = `PALIER_RATE_${channel.toUpperCase().replace('-', '_')}`;
    const text = given(env, name);
    if (text !== null) rates[channel] = perSecond(name, text);
  }
  return rates;
}

function perSecond(name: string, text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,6}) ?\/ ?(s|min|h|d)$/.exec(text) ?? [];
  const rate = Number(amount) / (seconds[unit] ?? 1);
  if (amount !== '' && rate > 0 && rate <= fastest) return rate;
  throw unusable(name, {
    fr: 'un nombre entier de messages par s, min, h ou d, par exemple 5/s ou 300/min, est attendu',
    en: 'a whole number of messages per s, min, h or d is expected, for example 5/s or 300/min',
  });
}
