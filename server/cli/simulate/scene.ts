import type { Calendar, Day } from '../../../engine/calendar/index.ts';
import type { Language, Words } from '../../../engine/flow/index.ts';
import type { Flow, Policies } from '../../../schemas/index.ts';
import type { Holidays } from '../../../workers/calendar/holidays.ts';
import type { LoadedRelease } from '../../../workers/carry/releases.ts';
import type { Wording } from '../print/dates.ts';
import { typeset } from '../print/typography.ts';
import type { Cast } from './cast.ts';
import { holidaysAround } from './rehearse-script.ts';
import { contactsOf } from './why-then.ts';

/** Where a customer's rehearsal takes place, and in which words it is told. */
export interface Scene {
  readonly flow: Flow;
  readonly policies: Policies;
  readonly calendar: Calendar;
  readonly zone: Calendar['zone'];
  readonly wording: Wording;
  readonly language: Language;
  readonly say: (words: Words) => string;
  /** Ids of the steps that reach the customer. */
  readonly contacts: ReadonlySet<string>;
  /** Name of a public holiday; undefined for other days. */
  readonly holidayName: (day: Day) => string | undefined;
}

export interface SceneInput {
  readonly cast: Cast;
  readonly release: LoadedRelease;
  readonly holidays: Holidays;
  readonly language: Language;
  readonly wording: Wording;
  /** Keeps the zones that it has opened. */
  readonly zones: (name: string) => Calendar['zone'];
}

export function sceneOf({ cast, release, holidays, language, wording, zones }: SceneInput): Scene {
  const zone = zones(cast.zone);
  const year = new Date(cast.until).getUTCFullYear();
  const names = new Map(
    holidays
      .namedHolidaysOf(cast.entity.region, year - 3, year, language)
      .map(({ day, name }) => [day, name]),
  );
  const { flow } = release.release;
  return {
    flow,
    policies: release.prepared.plan.policies,
    calendar: { zone, holidays: holidaysAround(holidays, cast.entity.region, year - 1) },
    zone,
    wording,
    language,
    say: (words) => typeset(words[language], language),
    contacts: contactsOf(flow.steps),
    holidayName: (day) => names.get(day),
  };
}
