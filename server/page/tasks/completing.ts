import { formatDay } from '../../../engine/calendar/index.ts';
import type { TaskLine } from '../../../store/index.ts';
import type { Visit } from '../visit.ts';

/** Days after which somebody who promises usually pays: a date to start from. */
const usualPromise = 7;

/** The commands that complete a task, the likeliest first. */
export function completing({ when }: Visit, { task, kind, detail, number }: TaskLine): readonly string[] {
  const done = (outcome: string) => `palier task done ${task} --outcome ${outcome}`;
  switch (kind) {
    case 'call':
      return [`${done('promise')} --on ${formatDay(when.today + usualPromise)}`, done('no-answer')];
    case 'approve':
      return [done('approved'), done('refused')];
    case 'uncertain': {
      const delivery = String(detail.object ?? '');
      return [`palier resolve ${delivery} sent`, `palier resolve ${delivery} not-sent`];
    }
    case 'problem':
    case 'unreachable':
    case 'bounced':
      return number !== null && /^[\w./-]{1,60}$/.test(number)
        ? [`palier resume ${number}`, done('done')]
        : [done('done')];
    default:
      return [done('done')];
  }
}
