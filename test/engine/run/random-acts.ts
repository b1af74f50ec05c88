import fc from 'fast-check';
import type { RandomDriver } from './random-driver.ts';
import { msOfDay } from './sentences.ts';

/** One thing done to a random walk; `pick` and `luck` choose where there is a choice. */
export interface Act {
  readonly act: string;
  readonly pick: number;
  readonly luck: number;
}

type Play = (driver: RandomDriver, pick: number, luck: number) => void;

const drive: Readonly<Record<string, Play>> = {
  carry: (driver, pick, luck) => driver.carry(pick, luck),
  deliver: (driver, pick) => driver.deliver(pick, false),
  'deliver twice': (driver, pick) => driver.deliver(pick, true),
  drain: (driver, _pick, luck) => driver.drain(luck),
  pass: (driver, pick) => {
    driver.now += (pick + 1) * msOfDay;
    driver.wake();
  },
};

const facts: Readonly<Record<string, Play>> = {
  disputed: (driver, pick) => {
    const object = `d${pick % 2}`;
    if (!driver.world.disputes.has(object)) driver.world.disputes.set(object, 'open');
    driver.happen('disputed', { object });
  },
  'dispute-closed': (driver, pick) => {
    const object = `d${pick % 2}`;
    driver.world.disputes.set(object, 'closed');
    driver.happen('dispute-closed', { object });
  },
  promised: (driver, pick) => {
    const id = `p${driver.told.length}`;
    driver.world.promise = { id, until: driver.now + (pick + 1) * msOfDay, fate: 'open' };
    driver.happen('promised', { object: id });
  },
  'partly-paid': (driver) => {
    const { promise } = driver.world;
    if (promise?.fate === 'open') driver.world.promise = { ...promise, fate: 'kept' };
    driver.happen('partly-paid');
  },
  tagged: (driver) => {
    driver.world.tags.add('litige');
    driver.happen('tagged', { tag: 'litige' });
  },
  untagged: (driver) => {
    driver.world.tags.delete('litige');
    driver.happen('untagged', { tag: 'litige' });
  },
  replied: (driver) => driver.happen('replied'),
  bounced: (driver) => driver.happen('bounced', { step: driver.state.step }),
  'due-date-moved': (driver) => driver.happen('due-date-moved'),
  refreshed: (driver) => driver.happen('refreshed'),
  'task-done': (driver) => driver.happen('task-done', { step: driver.state.step }),
  insolvent: (driver, pick) => {
    if (pick > 1) return;
    driver.world.insolvent = true;
    driver.happen('insolvent');
  },
  paid: (driver, pick) => {
    if (pick > 0) return;
    driver.world.settled = 'paid';
    driver.happen('paid');
  },
};

const orders: Readonly<Record<string, Play>> = {
  pause: (driver) => {
    driver.world.paused = true;
    driver.order('pause');
  },
  resume: (driver) => {
    driver.world.paused = false;
    driver.order('resume');
  },
  skip: (driver) => driver.order('skip'),
  approve: (driver) => driver.order('approve'),
  refuse: (driver) => driver.order('refuse'),
  jump: (driver, pick) => {
    const ids = Object.keys(driver.plan.steps);
    driver.order('jump', { step: ids[pick % ids.length] ?? '' });
  },
  migrate: (driver) => driver.order('migrate', { release: driver.plan.release }),
  stop: (driver, pick) => {
    if (pick === 0) driver.order('stop');
  },
  resolve: (driver, pick) => resolve(driver, pick % 2 === 0 ? 'sent' : 'not-sent'),
};

export function resolve(driver: RandomDriver, fate: 'sent' | 'not-sent'): void {
  const delivery = driver.state.holds.find(({ cause }) => cause === 'delivery');
  if (delivery !== undefined) driver.order('resolve', { delivery: delivery.object, fate });
}

export function play(driver: RandomDriver, { act, pick, luck }: Act): void {
  (drive[act] ?? facts[act] ?? orders[act])?.(driver, pick, luck);
}

/** Ends all that holds the run; then nothing is left but to walk on. */
export function clear(driver: RandomDriver): void {
  const { world } = driver;
  for (const object of world.disputes.keys()) {
    world.disputes.set(object, 'closed');
    driver.happen('dispute-closed', { object });
  }
  if (world.promise !== null) world.promise = { ...world.promise, fate: 'kept' };
  world.tags.clear();
  driver.happen('untagged', { tag: 'litige' });
  world.paused = false;
  for (const { cause } of driver.state.holds) if (cause === 'delivery') resolve(driver, 'sent');
  driver.order('resume');
  driver.drain(0);
}

const moves = Object.keys(drive);
const others = [...Object.keys(facts), ...Object.keys(orders)];

/** A script in which carrying, delivering and waiting are as likely as all that happens. */
export const script: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    act: fc.oneof(fc.constantFrom(...moves), fc.constantFrom(...others)),
    pick: fc.nat({ max: 5 }),
    luck: fc.nat({ max: 9 }),
  }),
  { maxLength: 60 },
);
