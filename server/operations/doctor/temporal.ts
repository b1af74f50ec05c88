/** Where Temporal drives the runs: is the server there, who works for it, and what it has yet to do. */
import { listOverdueRuns, type OverdueRuns, readRelayBacklog } from '../../../store/index.ts';
import type { TemporalView } from '../../../workers/temporal/look-at-temporal.ts';
import type { TemporalPlace } from '../../../workers/temporal/settings.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { refusalOf } from '../../loopback/problems.ts';
import type { Words } from '../refusal.ts';
import type { Check } from './check.ts';
import { sayStuck } from './say-stuck.ts';

/** Milliseconds by which a run may be late before somebody should look, and before somebody must. */
const late = 60_000;
const veryLate = 10 * 60_000;
/** So many of the runs that are late are asked about, at the server. */
const mostAsked = 10;

/** Nothing where another engine drives. */
export async function checkTemporal(house: OpenHouse): Promise<readonly Check[]> {
  const { settings, store } = house;
  if (settings.temporal === null) return [];
  const place = house.temporal?.place ?? null;
  if (place === null) {
    const detail = {
      fr: 'aucun serveur : TEMPORAL_ADDRESS n’est pas fixé, et palier start, qui en lance un, ne tourne pas',
      en: 'no server: TEMPORAL_ADDRESS is not set, and palier start, which launches one, is not running',
    };
    return [{ name: 'temporal', state: 'bad', detail }, await checkRelay(house)];
  }
  const now = Date.now();
  const overdue = await listOverdueRuns(store.db, {
    ...{ engine: 'temporal', before: now - late, limit: mostAsked },
  });
  const relay = await checkRelay(house);
  try {
    const { lookAtTemporal } = await import('../../../workers/temporal/look-at-temporal.ts');
    const view = await lookAtTemporal(
      place,
      overdue.first.map(({ run }) => run),
    );
    return [checkServer(place, view), checkWorkers(view), relay, checkWakes(overdue, view, now)];
  } catch (error) {
    return [{ name: 'temporal', state: 'bad', detail: refusalOf(error).words }, relay];
  }
}

function checkServer({ address, namespace }: TemporalPlace, view: TemporalView): Check {
  const { serverVersion, hasNamespace, missingAttributes } = view;
  if (!hasNamespace) {
    const detail = {
      fr: `${address} répond ; l’espace de noms ${namespace} n’existe pas (palier start le crée là où c’est permis)`,
      en: `${address} answers; there is no namespace ${namespace} (palier start makes it where it may)`,
    };
    return { name: 'temporal', state: 'bad', detail };
  }
  if (missingAttributes.length > 0) {
    const list = missingAttributes.join(', ');
    const detail = {
      fr: `${address} répond ; l’espace de noms ${namespace} n’a pas les attributs de recherche ${list}`,
      en: `${address} answers; the namespace ${namespace} lacks the search attributes ${list}`,
    };
    return { name: 'temporal', state: 'bad', detail };
  }
  const detail = {
    fr: `${address} répond, espace de noms ${namespace}, serveur ${serverVersion}`,
    en: `${address} answers, namespace ${namespace}, server ${serverVersion}`,
  };
  return { name: 'temporal', state: 'ok', detail };
}

function checkWorkers({ hasNamespace, pollers }: TemporalView): Check {
  const polled = [...pollers].filter(([, count]) => count > 0);
  const idle = [...pollers].filter(([, count]) => count === 0).map(([queue]) => queue);
  const counts = polled.map(([queue, count]) => `${queue} ${count}`).join(', ');
  if (hasNamespace && idle.length === 0) {
    return { name: 'workers', state: 'ok', detail: { fr: counts, en: counts } };
  }
  const list = idle.length === 0 ? [] : [idle.join(', ')];
  const say = (none: string, other: string) =>
    `${[none, ...list].join(' ')} (palier worker)${counts === '' ? '' : ` ; ${other} ${counts}`}`;
  const detail: Words = {
    fr: say('personne ne travaille pour', 'au travail :'),
    en: say('nobody works for', 'at work:').replace(' ;', ';'),
  };
  return { name: 'workers', state: 'bad', detail };
}

/** What the store holds for Temporal and Temporal has not heard. */
async function checkRelay({ store }: OpenHouse): Promise<Check> {
  const { toBegin, begun, events, oldestEvent } = await readRelayBacklog(store.db);
  const age = oldestEvent === null ? 0 : Date.now() - oldestEvent;
  const minutes = Math.floor(age / 60_000);
  const waits =
    minutes > 0 ? { fr: ` depuis ${minutes} min`, en: ` for ${minutes} min` } : { fr: '', en: '' };
  return {
    name: 'relay',
    state: age > veryLate ? 'bad' : age > late || toBegin > 0 ? 'warn' : 'ok',
    detail: {
      fr: `${begun} suivis par Temporal, ${toBegin} à lui confier, ${events} événements en attente${waits.fr}`,
      en: `${begun} driven by Temporal, ${toBegin} to be begun there, ${events} events waiting${waits.en}`,
    },
  };
}

function checkWakes({ count, first }: OverdueRuns, { stuck }: TemporalView, now: number): Check {
  const [oldest] = first;
  if (oldest === undefined) {
    return { name: 'wakes', state: 'ok', detail: { fr: 'aucun n’est en retard', en: 'none is late' } };
  }
  const minutes = Math.max(1, Math.floor((now - oldest.wakeAt) / 60_000));
  const numbers = new Map(first.map(({ run, number }) => [run, number]));
  const why = sayStuck(stuck, (run) => numbers.get(run) ?? run);
  return {
    name: 'wakes',
    state: stuck.length > 0 || now - oldest.wakeAt > veryLate ? 'bad' : 'warn',
    detail: {
      fr: [`${count} en retard, le plus ancien de ${minutes} min (${oldest.number})`, ...why.fr].join(' ; '),
      en: [`${count} late, the oldest by ${minutes} min (${oldest.number})`, ...why.en].join('; '),
    },
  };
}
