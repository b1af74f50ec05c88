/** What lies in the store: is it there, how old are the data, what stands still. */
import { formatDay } from '../../../engine/calendar/index.ts';
import { listDeliveries, listProblems, readFreshness, readPulse } from '../../../store/index.ts';
import { readAgeOfData, sayOfAge } from '../../house/age-of-data.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { zoneOfEntity } from '../read-day.ts';
import type { Check } from './check.ts';

export async function checkStore(house: OpenHouse): Promise<Check> {
  const { store, settings, dataFolder, faults } = house;
  const began = performance.now();
  await readFreshness(store.db);
  const took = Math.max(1, Math.round(performance.now() - began));
  const where = settings.databaseUrl === null ? dataFolder : new URL(settings.databaseUrl).host;
  const name = store.kind === 'pglite' ? 'PGlite' : 'PostgreSQL';
  const fr = `${name}, ${where}, répond en ${took} ms`;
  const en = `${name}, ${where}, answers in ${took} ms`;
  const fault = faults.list().find(({ code }) => code === 'store-failed');
  if (fault === undefined) return { name: 'store', state: 'ok', detail: { fr, en } };
  const since = {
    fr: `${fr} ; il y a peu elle ne répondait pas (${fault.message})`,
    en: `${en}; a moment ago it did not answer (${fault.message})`,
  };
  return { name: 'store', state: 'warn', detail: since };
}

export function checkClock(house: OpenHouse): Check {
  const zone = zoneOfEntity(house);
  const day = formatDay(zone.dayOf(house.clock.now()));
  if (!house.isTrial) {
    return {
      name: 'clock',
      state: 'ok',
      detail: { fr: `celle de la machine, ${day}`, en: `the machine’s, ${day}` },
    };
  }
  const detail = { fr: `horloge d’essai, au ${day}`, en: `trial clock, at ${day}` };
  return { name: 'clock', state: 'warn', detail };
}

export async function checkEngine(house: OpenHouse): Promise<Check> {
  const { running, held, due, withoutFlow } = await readPulse(house.store.db, house.clock.now());
  const counts = {
    fr: `${running} suivies, ${held} retenues, ${due} à leur tour, ${withoutFlow} factures sans scénario`,
    en: `${running} runs, ${held} held, ${due} due, ${withoutFlow} invoices without a flow`,
  };
  if (house.driver !== null) return { name: 'engine', state: 'ok', detail: counts };
  return {
    ...{ name: 'engine', state: 'warn' },
    detail: {
      fr: `ne tourne pas (palier start) ; ${counts.fr}`,
      en: `not running (palier start); ${counts.en}`,
    },
  };
}

export async function checkData(house: OpenHouse): Promise<Check> {
  const { refreshedAt, sources } = await readFreshness(house.store.db);
  if (refreshedAt === null) {
    const detail = {
      fr: 'rien n’a encore été importé (palier import FICHIER)',
      en: 'nothing was imported yet (palier import FILE)',
    };
    return { name: 'data', state: 'warn', detail };
  }
  const data = await readAgeOfData(house, { heads: house.heads, releases: house.carrier.releases });
  const names = sources.filter(({ asOf }) => asOf !== null).map(({ name }) => name);
  const { days } = data;
  const age = {
    fr: `${days === 0 ? 'd’aujourd’hui' : `vieilles de ${days} jours`} (${names.join(', ')})`,
    en: `${days === 0 ? 'of today' : `${days} days old`} (${names.join(', ')})`,
  };
  const consequence = sayOfAge(data);
  if (consequence === null) return { name: 'data', state: 'ok', detail: age };
  const list = names.join(', ');
  const detail = { fr: `${list} : ${consequence.fr}`, en: `${list}: ${consequence.en}` };
  return { name: 'data', state: 'bad', detail };
}

export async function checkDeliveries({ store: { db } }: OpenHouse): Promise<Check> {
  const uncertain = await listDeliveries(db, { status: 'uncertain', limit: 1_000 });
  if (uncertain.length === 0) {
    return {
      name: 'deliveries',
      state: 'ok',
      detail: { fr: 'aucun envoi incertain', en: 'none is uncertain' },
    };
  }
  const ids = uncertain.slice(0, 5).map(({ delivery }) => delivery);
  const list = `${ids.join(', ')}${uncertain.length > ids.length ? ', …' : ''}`;
  return {
    ...{ name: 'deliveries', state: 'bad' },
    detail: {
      fr: `${uncertain.length} au sort incertain : ${list} ; palier resolve ID sent|not-sent`,
      en: `${uncertain.length} of uncertain fate: ${list}; palier resolve ID sent|not-sent`,
    },
  };
}

/** Faults that other checks speak of: the store's, the journal's and the deliveries'. */
const toldElsewhere: readonly string[] = ['store-failed', 'store-older'];

export async function checkRuns({ store: { db }, faults }: OpenHouse): Promise<Check> {
  const stuck = await listProblems(db, 1_000);
  const others = faults.list().filter(({ code }) => !toldElsewhere.includes(code));
  if (stuck.length === 0 && others.length === 0) {
    return { name: 'runs', state: 'ok', detail: { fr: 'aucun n’est en panne', en: 'none is set aside' } };
  }
  const numbers = stuck.slice(0, 5).map(({ number }) => number);
  const list = `${numbers.join(', ')}${stuck.length > numbers.length ? ', …' : ''}`;
  const last = others.map(({ code, message }) => `${code}: ${message}`).join('; ');
  return {
    ...{ name: 'runs', state: stuck.length > 0 ? 'bad' : 'warn' },
    detail: {
      fr: [stuck.length > 0 ? `${stuck.length} à voir : ${list} (palier explain NUMÉRO)` : '', last]
        .filter(Boolean)
        .join(' ; '),
      en: [stuck.length > 0 ? `${stuck.length} to look at: ${list} (palier explain NUMBER)` : '', last]
        .filter(Boolean)
        .join('; '),
    },
  };
}
