import { expect, it } from 'vitest';
import { parseDuration, spread } from '../../../engine/calendar/index.ts';
import { importBalance, importCustomers } from '../../../store/index.ts';
import { describeStores } from '../../store/stores.ts';
import { actor, buildHouse, day, ladder, start } from './house.ts';

const minute = 60_000;
const customers = Array.from({ length: 300 }, (_, at) => `C${at}`);
const policies = {
  ...{ window: 'weekdays 09:00-18:00', freshness: '3 days', spread: '20 minutes' },
} as const;

describeStores('stale data', (store) => {
  it('defer every contact; new data let them go in the order of the spread, never all at once', async () => {
    const { db } = store();
    const house = await buildHouse(store(), { release: ladder(policies) });
    const contact = { name: 'Morel', roles: ['billing' as const], email: 'claire@morel.example' };
    const people = customers.map((number) => ({ entity: 'fr', number, contacts: [contact] }));
    await importCustomers(db, people, { source: 'crm', at: start, actor });
    const rows = customers.map((customer) => ({
      ...{ entity: 'fr', customer, number: `F-${customer}`, instalment: 1 },
      ...{ dueOn: '2026-03-02', open: 10_000, currency: 'EUR' },
    }));
    const take = (at: number) => importBalance(db, rows, { source: 'compta', at, actor });
    const left = async () => {
      const found = await db.selectFrom('delivery').select('at').execute();
      return found.map(({ at }) => (at - released) / minute).sort((a, b) => a - b);
    };
    const released = start + 8 * day + 2 * 60 * minute;
    await take(start);

    await house.runTo(start + 7 * day + 60 * minute);
    await house.runTo(released - minute);
    const before = await left();
    await take(released);
    await house.runTo(released);
    const atOnce = await left();
    for (let passed = 1; passed <= 20; passed += 1) await house.runTo(released + passed * minute);

    const shares = customers.map((number) => spread(number, parseDuration('20 minutes')) / minute);
    expect(before).toEqual([]);
    expect(atOnce).toEqual(shares.filter((share) => share === 0));
    expect(await left()).toEqual([...shares].sort((a, b) => a - b));
    expect(Math.max(...shares.map((one) => shares.filter((other) => other === one).length))).toBeLessThan(30);
    expect(await house.said('F-C1')).toContain('first deferred stale-data');
  }, 240_000);
});
