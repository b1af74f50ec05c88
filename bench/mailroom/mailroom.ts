import type { Policies } from '../../schemas/index.ts';
import { openMemoryStore } from '../../store/connection/memory-store.ts';
import { earliestWake } from '../../store/index.ts';
import { advanceRuns, enterInvoices, mailRound } from '../../workers/carry/index.ts';
import { duel, worked } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { addInvoices, openHouse } from '../house/house.ts';
import { ladder } from '../house/ladder.ts';

const invoices = Number(process.env.BENCH_INVOICES ?? 10_000);
const customers = invoices / 10;
const start = Date.UTC(2026, 5, 1, 8);
/** Half of a customer's invoices fall due on each of these days: the second reminders stay within the cap. */
const dueDays = ['2026-06-10', '2026-06-13'];

/** Carries all invoices from their import to their end. Gives the milliseconds computed and the emails made. */
async function carryAll(policies: Partial<Policies>) {
  const store = await openMemoryStore();
  const journal = { id: null, append: async () => {}, close: async () => {} };
  try {
    const house = await openHouse(store, ladder(policies), { email: null, journal }, start);
    const { carrier, digest } = house;
    const share = invoices / dueDays.length;
    for (const [place, dueOn] of dueDays.entries()) {
      await addInvoices(house, { from: place * share, count: share, dueOn, customers });
    }
    await enterInvoices(carrier, [digest], null);
    const milliseconds = await worked(async () => {
      for (let wake: number | null = start; wake !== null; wake = await earliestWake(store.db)) {
        house.setNow(Math.max(wake, carrier.clock.now()));
        for (let done = 1; done > 0; )
          done = (await advanceRuns(carrier)) || (await mailRound(carrier)).customers;
        await store.maintain();
      }
    });
    const { emails } = await store.db
      .selectFrom('delivery')
      .select(({ fn }) => fn.countAll<number>().as('emails'))
      .executeTakeFirstOrThrow();
    return { milliseconds, emails };
  } finally {
    await store.close();
  }
}

/** What it costs to collect a customer's messages, to join those of several invoices and to count contacts. */
export const mailroom: Bench = {
  name: 'mailroom',
  async measure() {
    const emails = { with: 0, without: 0 };
    const side = (name: keyof typeof emails, policies: Partial<Policies>) => async () => {
      const carried = await carryAll(policies);
      emails[name] = carried.emails;
      return carried.milliseconds;
    };
    const { speed, ours, bare } = await duel(
      {
        ours: side('with', {
          slot: '15 minutes',
          grouping: 'customer',
          cap: { atMost: 2, per: '7 days' },
        }),
        bare: side('without', { slot: 'none', grouping: 'invoice', cap: 'none' }),
      },
      { rounds: 3, warm: 0 },
    );
    const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
    return [
      {
        name: `grouping and caps, ${invoices} invoices of ${customers} customers`,
        ratio: 1 / speed,
        wanted: { atMost: 1.25 },
        values: `${seconds(ours)} s for ${emails.with} emails, without ${seconds(bare)} s for ${emails.without}`,
      },
    ];
  },
};
