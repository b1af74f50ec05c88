import { contactKinds, isContact, type Release } from '../../../schemas/index.ts';
import {
  countDeliveries,
  countRunsByStep,
  countTasks,
  type DeliveryLine,
  type DeliveryStatus,
  type Freshness,
  type HoldReason,
  listDeliveries,
  listHoldReasons,
  listRuns,
  listTasks,
  nextContacts,
  readFreshness,
  readHeads,
  type StepCount,
  type TaskLine,
} from '../../../store/index.ts';
import type { Foreseen } from '../foresee/foresee.ts';
import { lookAhead, type Outlook } from '../foresee/gather.ts';
import type { Visit } from '../visit.ts';

export interface Coming {
  readonly outlook: Outlook;
  readonly next: Foreseen;
}

export interface Today {
  /** Contacts with customers since midnight, by status. */
  readonly counts: ReadonlyMap<DeliveryStatus, number>;
  readonly comingToday: number;
  readonly approvals: number;
  readonly recent: readonly DeliveryLine[];
  readonly coming: readonly Coming[];
  readonly held: readonly Outlook[];
  readonly reasons: readonly HoldReason[];
  readonly tasks: readonly TaskLine[];
  readonly steps: readonly StepCount[];
  readonly releases: ReadonlyMap<string, Release>;
  readonly freshness: Freshness;
}

/** Runs whose next wakes are looked at, and rows shown of each list. */
const wakesLookedAt = 150;
const shownHeld = 200;
const shownRecent = 6;
const shownTasks = 6;
const daysAhead = 60;

const msOfDay = 86_400_000;

/** Everything that the first view shows. */
export async function gatherToday(visit: Visit): Promise<Today> {
  const { house, now, when } = visit;
  const { db } = house.store;
  const from = when.startOf(when.today);
  const deliveries = await countDeliveries(db, { from });
  const wakes = await nextContacts(db, wakesLookedAt);
  const horizon = { most: 1, until: now + daysAhead * msOfDay };
  const coming = (await lookAhead(house, wakes, horizon))
    .flatMap((outlook) => outlook.ahead.slice(0, 1).map((next) => ({ outlook, next })))
    .sort((a, b) => a.next.at - b.next.at);
  const runs = await listRuns(db, { held: true, status: 'running', limit: shownHeld });
  const held = await lookAhead(house, runs, { most: 0, until: now });
  const tasks = await countTasks(db, now);
  return {
    counts: countsOf(deliveries),
    comingToday: coming.filter(({ next }) => isContact(next.step) && when.dayOf(next.at) === when.today)
      .length,
    approvals: tasks.find(({ kind }) => kind === 'approve')?.open ?? 0,
    recent: await listDeliveries(db, { limit: shownRecent }),
    coming,
    held,
    reasons: await listHoldReasons(
      db,
      runs.map(({ invoice }) => invoice),
    ),
    tasks: await listTasks(db, { limit: shownTasks }),
    steps: await countRunsByStep(db),
    releases: await readHeads(db),
    freshness: await readFreshness(db),
  };
}

function countsOf(
  rows: readonly { readonly status: DeliveryStatus; readonly channel: string; readonly deliveries: number }[],
): ReadonlyMap<DeliveryStatus, number> {
  const counts = new Map<DeliveryStatus, number>();
  for (const { status, channel, deliveries } of rows) {
    if (!(contactKinds as readonly string[]).includes(channel)) continue;
    counts.set(status, (counts.get(status) ?? 0) + deliveries);
  }
  return counts;
}
