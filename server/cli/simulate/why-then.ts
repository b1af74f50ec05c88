/**
 * Why something is done on its day, in short clauses: the date that it counts from, and what moved it.
 * Read from the trace; what the trace does not say is not told.
 */
import { addDuration, parseDay, parseDuration } from '../../../engine/calendar/index.ts';
import { durationWords } from '../../../engine/flow/index.ts';
import { type ContactStep, isContact, type Step, type TraceLine } from '../../../schemas/index.ts';
import { deferWords, eventWords, holdWords, taskWords, wordOf } from '../reason-words.ts';
import { labelOf } from '../reasons.ts';
import { tellingSteps } from './predecessors.ts';
import type { Scene } from './scene.ts';
import { momentClauses } from './why-moment.ts';

/** Something done: the line that says so, what the flow meant, and the run's lines around it. */
export interface Done {
  readonly lines: readonly TraceLine[];
  /** Place of the line in `lines`. */
  readonly index: number;
  /** Null before any wait. */
  readonly planned: number | null;
  readonly late: boolean;
  readonly dueOn: string | null;
  readonly issuedOn: string | null;
}

/** The reasons for the day, the first one first. */
export function whyThen(done: Done, scene: Scene): readonly string[] {
  const origin = originOf(done, scene);
  const first = origin === null ? [scene.say({ fr: 'dès le début', en: 'at the start' })] : origin.clauses;
  const since = done.lines.slice(origin?.index ?? 0, done.index);
  const counted = origin?.waited ?? false;
  return [...new Set([...first, ...moved(done, since, scene, counted)])];
}

interface Origin {
  readonly clauses: readonly string[];
  /** Where in the lines it stands. */
  readonly index: number;
  /** True where the day was counted. */
  readonly waited: boolean;
}

const telling = new Set(['waits', 'heard', 'timeout', 'done', 'void', 'ordered', 'unreachable']);

function originOf(done: Done, scene: Scene): Origin | null {
  const line = done.lines[done.index];
  if (line === undefined) return null;
  const candidates = tellingSteps(scene.flow, line.step);
  const ids = new Set(candidates.map(({ id }) => id));
  const index = done.lines.findLastIndex(
    (one, at) =>
      at < done.index && ((ids.has(one.step) && telling.has(one.what)) || redirected(one, scene) !== null),
  );
  const found = done.lines[index];
  const redirect = found === undefined ? null : redirected(found, scene);
  if (redirect !== null) return { clauses: [redirect], index, waited: false };
  const step = candidates.find(({ id }) => id === found?.step);
  if (found !== undefined && step !== undefined) {
    return { clauses: clausesOf(step, found, done, scene), index, waited: step.kind === 'wait' };
  }
  // A wait that was over at once left no line.
  const wait = candidates.find(({ kind }) => kind === 'wait');
  if (wait?.kind !== 'wait' || done.planned === null) return null;
  const last = done.lines.findLastIndex((one, at) => at < done.index && one.what === 'done');
  return { clauses: momentClauses(wait, null, done, scene), index: Math.max(0, last + 1), waited: true };
}

const interrupting: ReadonlySet<unknown> = new Set(['dispute', 'tag', 'insolvent', 'bounced']);

/** Why the run left the drawn way at a line: by order or by an interrupt; null where it did not. */
function redirected({ what, detail }: TraceLine, { say, flow }: Scene): string | null {
  if (what === 'ordered' && detail?.order === 'jump')
    return say({ fr: 'saut demandé', en: 'jumped by order' });
  if (what === 'heard' && interrupting.has(detail?.event) && detail?.outcome === undefined) {
    return say(wordOf(eventWords, detail?.event));
  }
  const jumps = typeof flow.interrupts?.promised?.broken === 'object';
  return what === 'promise-broken' && jumps ? say({ fr: 'promesse rompue', en: 'promise broken' }) : null;
}

function clausesOf(step: Step, line: TraceLine, done: Done, scene: Scene): readonly string[] {
  const { say } = scene;
  switch (step.kind) {
    case 'wait':
      return momentClauses(step, line, done, scene);
    case 'listen':
    case 'approve': {
      if (line.what === 'timeout') {
        const time = durationWords(step.within);
        return [say({ fr: `pas de réponse en ${time.fr}`, en: `no answer in ${time.en}` })];
      }
      const outcome = line.detail?.outcome;
      if (step.kind === 'approve') return [say(wordOf(taskWords, outcome ?? line.detail?.order))];
      if (typeof outcome === 'string') {
        return [say({ fr: `réponse : ${outcome}`, en: `answer: ${outcome}` })];
      }
      return [say(wordOf(eventWords, line.detail?.event))];
    }
    default: {
      if (line.what === 'unreachable') return [say({ fr: 'aucune adresse', en: 'no address' })];
      const label = labelOf(scene.flow, step.id);
      return [say({ fr: `aussitôt après ${label.fr}`, en: `right after ${label.en}` })];
    }
  }
}

/** What happened between the reason and the act, as far as it moved the day. */
function moved(done: Done, since: readonly TraceLine[], scene: Scene, counted: boolean): readonly string[] {
  const { say, zone } = scene;
  const line = done.lines[done.index];
  if (line === undefined) return [];
  const clauses = since.flatMap(({ what, detail, step }): readonly string[] => {
    if (what === 'promise-broken') return [say({ fr: 'promesse rompue', en: 'promise broken' })];
    if (what === 'released') {
      const cause = say(wordOf(holdWords, detail?.cause));
      return [say({ fr: `après suspension (${cause})`, en: `after a hold (${cause})` })];
    }
    if (what === 'deferred' && step === line.step) {
      const why = say(wordOf(deferWords, detail?.why));
      return [say({ fr: `reporté : ${why}`, en: `put off: ${why}` })];
    }
    return [];
  });
  const isLater = done.planned !== null && zone.dayOf(done.planned) < zone.dayOf(line.at);
  if (!counted || !isLater || done.planned === null) return clauses;
  const planned = scene.wording.inYear(zone.dayOf(done.planned));
  const late = say({ fr: `rattrapage : prévu le ${planned}`, en: `catching up: planned for ${planned}` });
  return [...clauses, ...(done.late || clauses.length === 0 ? [late] : []), ...gap(done, line, scene)];
}

/** The least gap between two contacts, where it is what chose the day. */
function gap(done: Done, line: TraceLine, scene: Scene): readonly string[] {
  const { zone, policies, calendar } = scene;
  const previous = done.lines.findLast(
    (one, at) => at < done.index && one.what === 'done' && scene.contacts.has(one.step),
  );
  if (!done.late || previous === undefined) return [];
  const end = addDuration(previous.at, parseDuration(policies.minimumGap), calendar);
  if (zone.dayOf(end) !== zone.dayOf(line.at)) return [];
  const words = durationWords(policies.minimumGap);
  return [scene.say({ fr: `écart minimal de ${words.fr}`, en: `least gap of ${words.en}` })];
}

/** Ids of the steps whose message reaches the customer. */
export function contactsOf(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(steps.filter((step): step is ContactStep => isContact(step)).map(({ id }) => id));
}

export function dayOrNull(text: string | null): number | null {
  return text === null ? null : parseDay(text);
}
