import { join } from 'node:path';
import { readLogicalTime } from '../../store/index.ts';
import { wallClock } from '../../workers/clock.ts';
import { Refusal } from '../operations/refusal.ts';
import type { Settings } from '../settings.ts';
import { loadWorkspace } from '../workspace/index.ts';
import { type OpenHouse, openHouse } from './open-house.ts';
import { openStoreAt } from './open-store-at.ts';
import { standingClock } from './trial-clock.ts';

export interface CommandPlace {
  readonly settings: Settings;
  readonly folder: string;
  readonly isExample: boolean;
  readonly dataFolder: string;
}

/** Opens the house for one command: no driver, and the time of the trial where the store lives one. */
export async function openHouseForCommand(place: CommandPlace): Promise<OpenHouse> {
  const { settings, folder, isExample, dataFolder } = place;
  const loaded = await loadWorkspace(folder);
  if (loaded.workspace === undefined) {
    throw new Refusal('not-acceptable', {
      fr: `palier.json de ${folder} a des erreurs ; palier check les montre`,
      en: `palier.json of ${folder} has errors; palier check shows them`,
    });
  }
  const store = await openStoreAt(settings, dataFolder);
  const stored = await readLogicalTime(store.db);
  return openHouse({
    ...{ loaded, settings, dataFolder, store, running: null },
    clock: stored === null ? wallClock : standingClock(stored),
    isTrial: stored !== null,
    ...(isExample ? { documents: join(dataFolder, 'invoices') } : {}),
  });
}
