import { listReleases } from '../../../store/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { differs, standingOf } from '../../house/publish.ts';
import { isFault, loadWorkspace } from '../../workspace/index.ts';
import type { Check } from './check.ts';

/** What is in force, beside the files. */
export async function checkFlows(house: OpenHouse): Promise<Check> {
  const loaded = await loadWorkspace(house.folder);
  const standings = standingOf(loaded, await house.heads.byFlow());
  const faults = loaded.problems.filter(isFault).length;
  const changed = standings.filter(differs).map(({ flow }) => flow);
  const missing = standings.filter(({ head }) => head === null).map(({ flow }) => flow);
  const count = (await listReleases(house.store.db)).filter(({ head }) => head).length;
  const fr = [`${count} en vigueur`];
  const en = [`${count} in force`];
  if (changed.length > 0) {
    fr.push(`les fichiers diffèrent : ${changed.join(', ')} (palier publish)`);
    en.push(`the files differ: ${changed.join(', ')} (palier publish)`);
  }
  if (missing.length > 0) {
    fr.push(`jamais publiés : ${missing.join(', ')}`);
    en.push(`never published: ${missing.join(', ')}`);
  }
  if (faults > 0) {
    fr.push(`${faults} erreurs (palier check)`);
    en.push(`${faults} errors (palier check)`);
  }
  const state = faults + changed.length + missing.length > 0 ? 'warn' : 'ok';
  return { name: 'flows', state, detail: { fr: fr.join(' ; '), en: en.join('; ') } };
}
