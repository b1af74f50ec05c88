import type { Event, Happening, Order } from '../../../schemas/index.ts';

/** Kept here as data, so that the bundle holds no schema library. The types say that none is missing. */
const happenings: Readonly<Record<Happening, true>> = {
  paid: true,
  'partly-paid': true,
  reversed: true,
  credited: true,
  disputed: true,
  'dispute-closed': true,
  promised: true,
  replied: true,
  bounced: true,
  'task-done': true,
  'due-date-moved': true,
  tagged: true,
  untagged: true,
  held: true,
  released: true,
  refreshed: true,
  insolvent: true,
  'written-off': true,
};
const orders: Readonly<Record<Order, true>> = {
  pause: true,
  resume: true,
  skip: true,
  jump: true,
  stop: true,
  approve: true,
  refuse: true,
  migrate: true,
  resolve: true,
};
const fates: ReadonlySet<unknown> = new Set([
  'done',
  'void',
  'blocked',
  'deferred',
  'failed',
  'unreachable',
  'uncertain',
]);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTextOrAbsent = (value: unknown) => value === undefined || typeof value === 'string';
const isInstant = (value: unknown) => typeof value === 'number' && Number.isFinite(value);

function isOutcome(value: unknown): boolean {
  if (!isRecord(value) || !fates.has(value.fate)) return false;
  switch (value.fate) {
    case 'deferred':
      return isInstant(value.until) && isText(value.why);
    case 'blocked':
      return Array.isArray(value.holds) && value.holds.every(isRecord);
    case 'failed':
      return isRecord(value.problem) && isText(value.problem.code);
    case 'void':
      return isText(value.why);
    case 'uncertain':
      return isText(value.delivery);
    default:
      return isTextOrAbsent(value.delivery);
  }
}

function isEvent(value: unknown): value is Event {
  if (!isRecord(value)) return false;
  const { type, id, at } = value;
  switch (type) {
    case 'happened':
      return (
        isText(id) &&
        isInstant(at) &&
        isText(value.what) &&
        Object.hasOwn(happenings, value.what) &&
        ['object', 'step', 'outcome', 'tag'].every((key) => isTextOrAbsent(value[key]))
      );
    case 'ordered':
      return (
        isText(id) &&
        isInstant(at) &&
        isText(value.order) &&
        Object.hasOwn(orders, value.order) &&
        ['step', 'release', 'delivery', 'fate'].every((key) => isTextOrAbsent(value[key]))
      );
    case 'performed':
      return isText(value.command) && isOutcome(value.outcome);
    default:
      return false;
  }
}

/** The event that something from outside is; null where it is none that a run can hear. */
export function readEvent(value: unknown): Event | null {
  return isEvent(value) ? value : null;
}
