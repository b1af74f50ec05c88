import {
  addBusinessDays,
  addDuration,
  type Day,
  parseDuration,
  weekday,
} from '../../../engine/calendar/index.ts';
import { durationWords } from '../../../engine/flow/index.ts';
import type { StepOf, TraceLine } from '../../../schemas/index.ts';
import { labelOf } from '../reasons.ts';
import type { Scene } from './scene.ts';
import { type Done, dayOrNull } from './why-then.ts';

/**
 * Why a wait ends on its day: what it counts from, and why that is not the day itself.
 *
 * @param line The line by which the run began to wait; null where the wait was over at once.
 */
export function momentClauses(
  step: StepOf<'wait'>,
  line: TraceLine | null,
  done: Done,
  scene: Scene,
): readonly string[] {
  const { say, zone } = scene;
  const { until } = step;
  const from = baseOf(step, line, done, scene);
  const business = until.count === 'business';
  const size = Math.abs(until.days);
  const unit = business ? { fr: 'j ouvrés', en: 'business days' } : { fr: 'j', en: 'days' };
  const sign = until.days < 0 ? '−' : '+';
  const base =
    size === 0
      ? from.name
      : say({ fr: `${from.name} ${sign} ${size} ${unit.fr}`, en: `${from.name} ${sign} ${size} ${unit.en}` });
  if (from.day === null || done.planned === null) return [base];
  const meant = business
    ? addBusinessDays(from.day, until.days, scene.calendar.holidays)
    : from.day + until.days;
  const planned = zone.dayOf(done.planned);
  return planned > meant ? [base, shifted(step, meant, planned, done, scene)] : [base];
}

interface Base {
  readonly name: string;
  readonly day: Day | null;
}

function baseOf({ until, id }: StepOf<'wait'>, line: TraceLine | null, done: Done, scene: Scene): Base {
  const { say, wording, zone } = scene;
  const dated = (fr: string, en: string, day: Day | null): Base => {
    const on = day === null ? '' : ` ${wording.inYear(day)}`;
    return { name: say({ fr: `${fr}${on}`, en: `${en}${on}` }), day };
  };
  switch (until.from) {
    case 'due':
      return dated('échéance', 'due', dayOrNull(done.dueOn));
    case 'issued':
      return dated('émission', 'issued', dayOrNull(done.issuedOn));
    case 'step': {
      const began = done.lines.find((one) => one.step === id && one.visit === line?.visit)?.at;
      return dated('attente depuis le', 'waiting since', began === undefined ? null : zone.dayOf(began));
    }
    case 'delivery': {
      const sent = delivery(until.step, done, scene);
      const label = until.step === undefined ? null : labelOf(scene.flow, until.step);
      return dated(
        label === null ? 'envoi du' : `${label.fr} du`,
        label === null ? 'message of' : `${label.en} of`,
        sent === null ? null : zone.dayOf(sent),
      );
    }
  }
}

function delivery(step: string | undefined, done: Done, scene: Scene): number | null {
  const counts = (id: string) => (step === undefined ? scene.contacts.has(id) : id === step);
  const line = done.lines.findLast((one, at) => at < done.index && one.what === 'done' && counts(one.step));
  return line?.at ?? null;
}

/** Why the planned day is later than the day that was meant. */
function shifted(step: StepOf<'wait'>, meant: Day, planned: Day, done: Done, scene: Scene): string {
  const { say, wording, zone } = scene;
  const { atLeast } = step.until;
  const sent = delivery(undefined, done, scene);
  if (atLeast !== undefined && sent !== null) {
    const least = zone.dayOf(addDuration(sent, parseDuration(atLeast), scene.calendar));
    if (least > meant) {
      const words = durationWords(atLeast);
      const on = wording.inYear(zone.dayOf(sent));
      return say({
        fr: `au moins ${words.fr} après l’envoi du ${on}`,
        en: `at least ${words.en} after the message of ${on}`,
      });
    }
  }
  const holiday = scene.holidayName(meant);
  const day = `${wording.weekday(meant)} ${wording.inYear(meant)}`;
  if (holiday !== undefined)
    return say({ fr: `${day} férié (${holiday})`, en: `${day} is a holiday (${holiday})` });
  if (weekday(meant) > 4) return say({ fr: `pas le ${day}`, en: `not on ${day}` });
  const to = wording.inYear(planned);
  return say({ fr: `plage d’envoi : du ${day} au ${to}`, en: `send window: from ${day} to ${to}` });
}
