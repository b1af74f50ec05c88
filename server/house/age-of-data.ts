import { addDuration } from '../../engine/calendar/index.ts';
import { countWaitingForData, readFreshness } from '../../store/index.ts';
import type { Carrier } from '../../workers/carry/index.ts';
import { zoneOfEntity } from '../operations/read-day.ts';
import type { Words } from '../operations/refusal.ts';
import type { Heads } from './heads.ts';
import type { House } from './house.ts';

export interface AgeOfData {
  /** Epoch milliseconds; null where nothing was imported. */
  readonly refreshedAt: number | null;
  /** The entity whose data they are, where others may have newer ones; else null. */
  readonly entity: string | null;
  /** Whole days. */
  readonly days: number;
  /** Flows in force that write to nobody on data this old. */
  readonly silent: readonly string[];
  /** Contacts that wait for newer data; not counted while no flow is silent. */
  readonly waiting: number;
}

/** How old the data are, and for which flows, each by its own policy, that is too old. */
export async function readAgeOfData(
  { store, clock, workspace }: Pick<House, 'store' | 'clock' | 'workspace'>,
  { heads, releases }: { readonly heads: Heads; readonly releases: Carrier['releases'] },
): Promise<AgeOfData> {
  const { refreshedAt, entity } = await readFreshness(store.db);
  if (refreshedAt === null) return { refreshedAt, entity, days: 0, silent: [], waiting: 0 };
  const now = clock.now();
  const calendar = { zone: zoneOfEntity({ workspace }), holidays: new Set<number>() };
  const silent: string[] = [];
  for (const [flow, digest] of await heads.byFlow()) {
    const { prepared } = await releases.get(store.db, digest);
    if (addDuration(refreshedAt, prepared.freshness, calendar) < now) silent.push(flow);
  }
  const waiting = silent.length === 0 ? 0 : await countWaitingForData(store.db);
  const days = Math.max(0, Math.floor((now - refreshedAt) / 86_400_000));
  return { refreshedAt, entity, days, silent, waiting };
}

/** What follows from the age: empty while no flow is silent. */
export function sayOfAge({ days, entity, silent, waiting }: AgeOfData): Words | null {
  if (silent.length === 0) return null;
  const flows = silent.slice(0, 5).join(', ');
  const count = {
    fr: waiting === 1 ? '1 message attend' : `${waiting} messages attendent`,
    en: waiting === 1 ? '1 message waits' : `${waiting} messages wait`,
  };
  return {
    fr: `Les données${entity === null ? '' : ` de l’entité ${entity}`} ont ${days} jours : rien ne part avant un import (${flows}), ${count.fr} ; palier import FICHIER.`,
    en: `The data${entity === null ? '' : ` of entity ${entity}`} are ${days} days old: nothing leaves before an import (${flows}), ${count.en}; palier import FILE.`,
  };
}
