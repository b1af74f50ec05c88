import { digestOf } from '../../engine/flow/index.ts';
import { rehearse } from '../../engine/simulate/index.ts';
import { defaultPolicies, type Release, type Script, type TraceLine } from '../../schemas/index.ts';
import { createHolidays } from '../../workers/calendar/holidays.ts';
import { loadRelease } from '../../workers/carry/index.ts';
import { exampleWorkspace } from './examples.ts';

const holidays = createHolidays().holidaysOf('FR', 2024, 2030);
const zone = exampleWorkspace.entities[0]?.zone ?? 'Europe/Paris';

/** Trace lines as a person compares them. */
export function readable(lines: readonly TraceLine[]): readonly string[] {
  return lines.map(({ at, step, visit, what, detail }) => {
    const shown = Object.entries(detail ?? {})
      .map(([key, value]) => `${key}=${key === 'until' ? new Date(Number(value)).toISOString() : value}`)
      .sort();
    return [new Date(at).toISOString(), `${step}#${visit}`, what, ...shown].join(' ');
  });
}

/** A script may name its customer's segment; the store finds segments by rules alone. */
export function withSegmentOf(script: Script, release: Release): Release {
  const { number, segment } = script.customer;
  const when = { fact: 'customer.number', operator: 'equal', value: number } as const;
  const segments = segment === undefined ? [] : [{ name: segment, when }];
  const { digest: _digest, ...content } = { ...release, segments };
  return { digest: digestOf(content), ...content };
}

/** The same release under the defaults: office hours, slots, a cap. */
export function underDefaults(release: Release): Release {
  const { digest: _digest, ...content } = { ...release, policies: defaultPolicies };
  return { digest: digestOf(content), ...content };
}

/** What the simulator makes of a script: the traces that every driver must give. */
export function simulate(script: Script, release: Release): ReturnType<typeof rehearse> {
  const { prepared } = loadRelease(release);
  return rehearse(script, { prepared, zone, holidays, language: 'fr' });
}
