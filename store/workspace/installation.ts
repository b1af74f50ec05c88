import { randomUUID } from 'node:crypto';
import type { Db } from '../database.ts';
import { keepSetting, readSetting } from './settings.ts';

const key = 'installation';

/**
 * The id of this installation, made once, also when several look for it at once. It is in every backup: a
 * store that comes back is the same installation.
 */
export async function installationOf(db: Db): Promise<string> {
  const act = { at: Date.now(), actor: 'palier' };
  return String((await readSetting(db, key)) ?? (await keepSetting(db, key, randomUUID(), act)));
}
