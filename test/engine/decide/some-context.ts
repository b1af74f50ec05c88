import { type Calendar, createZones, parseDay } from '../../../engine/calendar/index.ts';
import { type Context, prepare } from '../../../engine/decide/index.ts';
import { createCatalogue } from '../../../engine/rules/index.ts';
import { defaultPolicies, type Plan, type Policies } from '../../../schemas/index.ts';
import { end, planOf } from '../run/plans.ts';
import { type Changes, someFacts } from './some-facts.ts';

const zones = createZones();
const catalogue = createCatalogue(undefined);

/** Policies that stand in nobody's way, with what a test is about. */
export function openPolicies(policies: Partial<Policies> = {}): Policies {
  return {
    ...defaultPolicies,
    window: 'always',
    slot: 'none',
    cap: 'none',
    spread: '0 minutes',
    ...policies,
  };
}

export function calendarOf(zone = 'Europe/Paris', holidays: readonly string[] = []): Calendar {
  return { zone: zones(zone), holidays: new Set(holidays.map((text) => parseDay(text) ?? Number.NaN)) };
}

/** An instant by the clock of a zone: `2026-03-01 10:00`. */
export function instant(text: string, zone = 'Europe/Paris'): number {
  const [date = '', clock = '00:00'] = text.split(' ');
  return zones(zone).instantOf(
    parseDay(date) ?? Number.NaN,
    Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)),
  );
}

/** An instant as the clock of a zone shows it. */
export function clockOf(at: number, zone = 'Europe/Paris'): string {
  return new Date(at + zones(zone).offsetAt(at)).toISOString().slice(0, 16).replace('T', ' ');
}

export interface Situation {
  readonly plan?: Plan;
  readonly policies?: Partial<Policies>;
  readonly facts?: Changes;
  readonly zone?: string;
  readonly holidays?: readonly string[];
}

export function contextAt(at: number, situation: Situation = {}): Context {
  const { plan = planOf([end]), policies, facts, zone, holidays } = situation;
  return {
    prepared: prepare({ ...plan, policies: openPolicies(policies) }, catalogue),
    facts: someFacts(facts),
    at,
    calendar: calendarOf(zone, holidays),
  };
}
