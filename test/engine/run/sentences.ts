import type { Command, Event, TraceLine } from '../../../schemas/index.ts';

export const msOfDay = 86_400_000;

/** The logical instant of a day; tests count days from 1970. */
export function day(count: number): number {
  return count * msOfDay;
}

function moment(at: number | null): string {
  return at === null ? 'never' : `day ${Math.round((at / msOfDay) * 1000) / 1000}`;
}

function detailOf(detail: TraceLine['detail']): string {
  return Object.entries(detail ?? {})
    .map(([key, value]) => ` ${key === 'until' && typeof value === 'number' ? moment(value) : value}`)
    .join('');
}

/** A line of the trace as a test reads it: `day 7 relance: done`. */
export function sayLine({ at, step, visit, what, detail }: TraceLine): string {
  return `${moment(at)} ${step}${visit > 1 ? `#${visit}` : ''}: ${what}${detailOf(detail)}`;
}

/** A command without its id: `perform relance`, `decide kept p1`, `sleep day 7`. */
export function sayCommand(command: Command): string {
  switch (command.type) {
    case 'decide':
      return `decide ${command.ask}${command.object === null ? '' : ` ${command.object}`}`;
    case 'perform':
      return command.task === null
        ? `perform ${command.step}`
        : `task ${command.task}${command.object === null ? '' : ` ${command.object}`}`;
    case 'sleep':
      return `sleep ${moment(command.until)}`;
    case 'finish':
      return `finish ${command.outcome}`;
  }
}

export function sayEvent(event: Event): string {
  switch (event.type) {
    case 'started':
    case 'woke':
      return `${event.type} ${moment(event.at)}`;
    case 'decided':
      return `decided ${event.command} ${JSON.stringify(event.answer)}`;
    case 'performed':
      return `performed ${event.command} ${JSON.stringify(event.outcome)}`;
    case 'happened':
      return `${event.what} ${event.id} ${moment(event.at)} ${event.object ?? event.step ?? event.tag ?? ''}`;
    case 'ordered':
      return `${event.order} ${event.id} ${moment(event.at)} ${event.step ?? event.delivery ?? ''}`;
  }
}
