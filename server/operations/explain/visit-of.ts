import { zoneOf } from '../../../engine/calendar/index.ts';
import { createFormats } from '../../../engine/message/index.ts';
import { readPulse } from '../../../store/index.ts';
import type { House } from '../../house/house.ts';
import type { Visit } from '../../page/visit.ts';
import { createWhen } from '../../page/when.ts';

/** The command line looks at a house as a screen does: one moment, one language. */
export async function visitOf(house: House, language: 'fr' | 'en', zone: string): Promise<Visit> {
  const now = house.clock.now();
  return {
    house,
    language,
    formats: createFormats(language),
    when: createWhen(language, zoneOf(zone))(now),
    now,
    url: new URL('http://127.0.0.1/'),
    pulse: await readPulse(house.store.db, now),
    openTasks: 0,
  };
}
