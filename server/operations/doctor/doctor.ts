import { z } from 'zod';
import type { OpenHouse } from '../../house/open-house.ts';
import { operation } from '../operation.ts';
import type { Words } from '../refusal.ts';
import type { Check } from './check.ts';
import { checkFlows } from './flows.ts';
import { checkDisk, checkJournal, checkMail } from './machine.ts';
import { checkTemporal } from './temporal.ts';
import { checkClock, checkData, checkDeliveries, checkEngine, checkRuns, checkStore } from './work.ts';

type Look = (house: OpenHouse) => Check | Promise<Check>;

/** What is looked at, in order. */
const looks: readonly (readonly [Check['name'], Look])[] = [
  ['store', checkStore],
  ['clock', checkClock],
  ['engine', checkEngine],
  ['data', checkData],
  ['mail', checkMail],
  ['journal', checkJournal],
  ['deliveries', checkDeliveries],
  ['runs', checkRuns],
  ['flows', checkFlows],
  ['disk', checkDisk],
];

/** Looks at everything that can go wrong on this machine, and says what to do about it. */
export const doctor = operation({
  name: 'doctor',
  input: z.strictObject({}),
  async run(house) {
    const checks: Check[] = [];
    for (const [name, look] of looks) {
      checks.push(await attempt(house, name, look));
      if (name === 'engine') checks.push(...(await attemptTemporal(house)));
    }
    return { checks, dataFolder: house.dataFolder, pid: process.pid };
  },
});

async function attemptTemporal(house: OpenHouse): Promise<readonly Check[]> {
  try {
    return await checkTemporal(house);
  } catch (error) {
    return [{ name: 'temporal', state: 'bad', detail: cannotBeRead(error) }];
  }
}

/** A look that fails is what somebody must hear of first; the others go on. */
async function attempt(house: OpenHouse, name: Check['name'], look: Look): Promise<Check> {
  try {
    return await look(house);
  } catch (error) {
    return { name, state: 'bad', detail: name === 'store' ? doesNotAnswer(error) : cannotBeRead(error) };
  }
}

function doesNotAnswer(error: unknown): Words {
  const why = messageOf(error);
  return {
    fr: `ne répond pas (${why}) ; nouvel essai en cours`,
    en: `does not answer (${why}); it is tried again`,
  };
}

function cannotBeRead(error: unknown): Words {
  const why = messageOf(error);
  return { fr: `ne peut pas être lu (${why})`, en: `cannot be read (${why})` };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
