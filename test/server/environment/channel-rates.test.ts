import { describe, expect, it } from 'vitest';
import { readChannelRates } from '../../../server/environment/channel-rates.ts';

describe('the rate of a channel', () => {
  it('is read per second, minute, hour and day', () => {
    const rates = readChannelRates({
      PALIER_RATE_EMAIL: '5/s',
      PALIER_RATE_SMS: '300/min',
      PALIER_RATE_REGISTERED_LETTER: '36 / h',
      PALIER_RATE_WEBHOOK: '86400/d',
      PALIER_RATE_LETTER: '',
    });

    expect(rates).toEqual({ email: 5, sms: 5, 'registered-letter': 0.01, webhook: 1 });
  });

  it.each(['5', '0/s', '-1/s', '5/year', '1.5/s', '20000/s', 'fast'])(
    '%j is refused by its variable',
    (text) => {
      expect(() => readChannelRates({ PALIER_RATE_EMAIL: text })).toThrowError(
        'PALIER_RATE_EMAIL cannot be read: a whole number of messages per s, min, h or d is expected, for example 5/s or 300/min',
      );
    },
  );
});
