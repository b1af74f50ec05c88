import type { PGlite, Transaction } from '@electric-sql/pglite';
import type { Flow, Step } from '../../schemas/index.ts';
import { advanceRuns, enterInvoices } from '../../workers/carry/index.ts';
import { addInvoices, openHouse } from '../house/house.ts';
import type { RecordedStore, Statement } from './recorded-store.ts';

export const runs = 500;
const start = Date.UTC(2026, 5, 15, 8);
const day = 86_400_000;

function wait(id: string, next: string): Step {
  return { id, kind: 'wait', until: { from: 'step', days: 1 }, next };
}

/**
 * Three waits and a branch in a circle, as in the eight steps of `simulate`: every run is due every day,
 * every turn asks when its wait is over, and about one in four takes a branch.
 */
const flow: Flow = {
  id: 'circle',
  name: 'Circle',
  currency: 'EUR',
  policies: { visits: 1000 },
  start: 'one',
  steps: [
    wait('one', 'two'),
    wait('two', 'three'),
    wait('three', 'amount'),
    {
      id: 'amount',
      kind: 'branch',
      cases: [
        {
          name: 'large',
          when: { fact: 'invoice.open', operator: 'greaterThan', value: '5000.00' },
          next: 'four',
        },
      ],
      else: 'one',
    },
    wait('four', 'one'),
  ],
};

/** Runs that all fall due together, day after day. */
export interface Circle {
  /** Moves the clock to the next day; with it all runs are due. */
  readonly nextDay: () => void;
  /** Advances every due run with the driver's own function. */
  readonly advanceAll: () => Promise<void>;
}

export async function startCircle({ store }: RecordedStore): Promise<Circle> {
  const journal = { id: null, append: async () => {}, close: async () => {} };
  const house = await openHouse(store, flow, { email: null, journal }, start);
  const { carrier } = house;
  await addInvoices(house, { from: 0, count: runs, dueOn: '2026-07-31' });
  while ((await enterInvoices(carrier, [house.digest], null)) > 0);
  while ((await advanceRuns(carrier)) > 0);
  let now = start;
  return {
    nextDay() {
      now += day + 1;
      house.setNow(now);
    },
    async advanceAll() {
      let advanced = 0;
      for (let some = await advanceRuns(carrier); some > 0; some = await advanceRuns(carrier))
        advanced += some;
      if (advanced !== runs) throw new Error(`${advanced} runs were due`);
    },
  };
}

/** Carries noted transactions out again, statement by statement, with nothing around them. */
export async function replay(pglite: PGlite, transactions: readonly (readonly Statement[])[]): Promise<void> {
  for (const statements of transactions) {
    await pglite.transaction(async (tx: Transaction) => {
      for (const { text, parameters } of statements) await tx.query(text, [...parameters]);
    });
  }
}
