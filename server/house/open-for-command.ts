import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readLogicalTime } from '../../store/index.ts';
import { wallClock } from '../../workers/clock.ts';
import { readTemporalSettings } from '../environment/temporal-settings.ts';
import type { Variables } from '../environment/variables.ts';
import { Refusal, type Words } from '../operations/refusal.ts';
import type { Settings } from '../settings.ts';
import { loadWorkspace } from '../workspace/index.ts';
import { type OpenHouse, openHouse } from './open-house.ts';
import { openStoreAt } from './open-store-at.ts';
import { type OpenTemporal, openTemporal } from './open-temporal.ts';
import { standingClock } from './trial-clock.ts';

export interface CommandPlace {
  readonly settings: Settings;
  readonly folder: string;
  readonly isExample: boolean;
  readonly dataFolder: string;
  readonly env: Variables;
  /** Told what takes long. */
  readonly say: (words: Words) => void;
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
    openOwnTemporal: () => openOwnTemporal(place),
    ...(isExample ? { documents: join(dataFolder, 'invoices') } : {}),
  });
}

/** Only where its data are: nothing is begun on a server that would be new. */
async function openOwnTemporal({
  settings,
  dataFolder,
  env,
  say,
}: CommandPlace): Promise<OpenTemporal | null> {
  if (!existsSync(join(dataFolder, 'temporal', 'temporal.db'))) return null;
  const temporal = settings.temporal ?? readTemporalSettings(env);
  return openTemporal({ settings: { ...temporal, address: null }, dataFolder, env, say });
}
