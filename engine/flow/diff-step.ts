import type { Step } from '../../schemas/index.ts';
import { canonicalJson } from './canonical.ts';
import { colon, type Difference, fromTo } from './change.ts';
import type { Indexed } from './diff.ts';
import { fieldWords, valueWords } from './diff-field.ts';
import { listDifferences } from './diff-list.ts';
import { edgesOf } from './edges.ts';
import { momentWords } from './moment.ts';
import { labelOf, quoted, type Words } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Lists whose entries have a name and are compared by it. */
const namedLists: ReadonlySet<string> = new Set(['cases', 'outcomes', 'variants']);

/** What differs between two versions of a step of one kind; notes do not count. */
export function stepDifferences(
  before: Step,
  after: Step,
  old: Indexed,
  now: Indexed,
): readonly Difference[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys
    .filter(
      (key) => key !== 'note' && canonicalJson(fieldOf(before, key)) !== canonicalJson(fieldOf(after, key)),
    )
    .flatMap((key) => fieldDifferences(key, before, after, old, now))
    .map((words) => ({ kind: 'changed', step: after.id, words }) as const);
}

function fieldDifferences(
  key: string,
  before: Step,
  after: Step,
  old: Indexed,
  now: Indexed,
): readonly Words[] {
  const label = labelOf(after);
  const one = fieldOf(before, key);
  const other = fieldOf(after, key);
  if (key === 'name') {
    const [from, to] = [labelOf(before), label];
    return [{ fr: `${from.fr} s’appelle désormais ${to.fr}`, en: `${from.en} is now called ${to.en}` }];
  }
  if (before.kind === 'wait' && after.kind === 'wait' && key === 'until')
    return [waitWords(before, after, old, now)];
  if (namedLists.has(key))
    return listDifferences(label, key, one, other, (from, to) => isDetour(from, to, old, now));
  if (isWay(key, before, after)) {
    if (typeof one === 'string' && typeof other === 'string' && isDetour(one, other, old, now)) return [];
    return [colon(label, wayWords(key, one, other, old, now))];
  }
  return [colon(label, fromTo(fieldWords(key), valueWords(key, one), valueWords(key, other)))];
}

function fieldOf(step: Step, key: string): unknown {
  return (step as Fields)[key];
}

function isWay(key: string, before: Step, after: Step): boolean {
  return [...edgesOf(before), ...edgesOf(after)].some(({ way, name }) => way === key && name === null);
}

function wayWords(key: string, before: unknown, after: unknown, old: Indexed, now: Indexed): Words {
  const target = (id: unknown, { steps }: Indexed): Words | null => {
    if (typeof id !== 'string') return null;
    const step = steps.get(id);
    return step === undefined ? quoted(id) : labelOf(step);
  };
  const subject = fieldWords(key);
  return fromTo(subject, target(before, old), target(after, now));
}

/** A wait's moment, told of the step that it leads to, because that is what people know. */
function waitWords(
  before: Extract<Step, { kind: 'wait' }>,
  after: Extract<Step, { kind: 'wait' }>,
  old: Indexed,
  now: Indexed,
): Words {
  const fed = now.steps.get(after.next);
  const same = before.next === after.next || isDetour(before.next, after.next, old, now);
  const told = fed !== undefined && same && fed.kind !== 'wait' && edgesOf(fed).length === 1;
  const subject = labelOf(told ? fed : after);
  return fromTo(subject, momentWords(before.until), momentWords(after.until));
}

/**
 * True where a way leads to the same step as before, past steps that were put in or taken out; those are
 * told already.
 */
function isDetour(before: string, after: string, old: Indexed, now: Indexed): boolean {
  const added = chain(after, now, (id) => !old.steps.has(id));
  const removed = chain(before, old, (id) => !now.steps.has(id));
  return added.end === removed.end && added.length + removed.length > 0;
}

/** Follows `next` past the steps that a test accepts. */
function chain(
  from: string,
  { steps, flow }: Indexed,
  accepts: (id: string) => boolean,
): { readonly end: string; readonly length: number } {
  let end = from;
  let length = 0;
  for (; length <= flow.steps.length && accepts(end); length += 1) {
    const step = steps.get(end);
    if (step === undefined || !('next' in step)) break;
    end = step.next;
  }
  return { end, length };
}
