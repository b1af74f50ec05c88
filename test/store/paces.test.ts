import { expect, it } from 'vitest';
import { giveBackPlace, takePlaces } from '../../store/index.ts';
import { describeStores } from './stores.ts';

const now = 1_800_000_000_000;

describeStores('the line of a channel', (store) => {
  const take = (channel: string, at = now, places = 1) =>
    takePlaces(store().db, channel, { perSecond: 4, places }, at);

  it('has its places one after the other, also for those who come at once', async () => {
    const places = await Promise.all(Array.from({ length: 8 }, () => take('email')));

    expect(places.toSorted()).toEqual(Array.from({ length: 8 }, (_, place) => now + place * 250));
  });

  it('knows no burst after a pause', async () => {
    await take('email');

    expect([await take('email', now + 60_000), await take('email', now + 60_000)]).toEqual([
      now + 60_000,
      now + 60_250,
    ]);
  });

  it('is longer by every message that one request brought', async () => {
    await take('email', now, 3);

    expect(await take('email')).toBe(now + 750);
  });

  it('is shorter by a place that nobody needed, and is its channel’s own', async () => {
    await take('email');
    await take('email');
    await giveBackPlace(store().db, 'email', 4);

    expect([await take('email'), await take('sms')]).toEqual([now + 250, now]);
  });
});
