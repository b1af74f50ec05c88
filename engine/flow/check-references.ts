import { isContact, type Step, type StepKind } from '../../schemas/index.ts';
import { reservedMark } from './compile.ts';
import { type Finding, fault } from './finding.ts';
import { ancestorsOf } from './graph.ts';
import type { Outline, OutlinedStep } from './outline.ts';
import { excerpt, suggestion } from './sentences.ts';

/** Most ways to nowhere for which a step with a similar id is looked for: each look compares all ids. */
const mostHints = 20;

/** Ids that are doubled, reserved or lead nowhere, and names that a step uses twice. */
export function referenceFaults(outline: Outline): readonly Finding[] {
  return [
    ...outline.steps.flatMap((step) => idFaults(step, outline)),
    ...startFaults(outline),
    ...jumpFaults(outline),
    ...edgeFaults(outline),
    ...outline.steps.flatMap((step) => nameFaults(step)),
    ...outline.steps.flatMap(({ path, step }) => (step === null ? [] : mentionFaults(step, path, outline))),
  ];
}

function idFaults({ id, path }: OutlinedStep, { byId }: Outline): readonly Finding[] {
  const first = byId.get(id);
  const reserved = id.includes(reservedMark)
    ? [
        fault(
          'reserved-id',
          `${path}/id`,
          `${excerpt(id)} has two hyphens in a row, which are kept for added steps; use one.`,
        ),
      ]
    : [];
  if (first === undefined || first.path === path) return reserved;
  const number = Number(first.path.slice('/steps/'.length)) + 1;
  return [
    ...reserved,
    fault(
      'duplicate-id',
      `${path}/id`,
      `${excerpt(id)} is already the id of step ${number}; give each step its own.`,
    ),
  ];
}

function startFaults({ start, byId }: Outline): readonly Finding[] {
  if (start === null || byId.has(start)) return [];
  return [
    fault(
      'unknown-start',
      '/start',
      `The flow starts at ${excerpt(start)}, which is no step.${near(start, byId)}`,
    ),
  ];
}

function jumpFaults({ jumps, byId }: Outline): readonly Finding[] {
  return jumps
    .filter(({ to }) => !byId.has(to))
    .map(({ pointer, to }) =>
      fault(
        'unknown-jump',
        pointer,
        `This interrupt jumps to ${excerpt(to)}, which is no step.${near(to, byId)}`,
      ),
    );
}

function edgeFaults({ steps, byId }: Outline): readonly Finding[] {
  const dangling = steps.flatMap(({ id, path, edges }) =>
    edges.filter(({ to }) => !byId.has(to)).map(({ pointer, to }) => ({ id, to, path: `${path}${pointer}` })),
  );
  return dangling.map(({ id, to, path }, index) => {
    const hint = index < mostHints ? near(to, byId) : '';
    return fault('unknown-next', path, `${excerpt(id)} leads to ${excerpt(to)}, which is no step.${hint}`);
  });
}

function nameFaults({ id, path, edges }: OutlinedStep): readonly Finding[] {
  const seen = new Set<string>();
  return edges.flatMap(({ way, name, pointer }) => {
    if (name === null) return [];
    const key = `${way}/${name}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const place = `${path}${pointer.replace(/next$/, 'name')}`;
    return [
      fault(
        'duplicate-name',
        place,
        `${excerpt(id)} uses the name ${excerpt(name)} twice among its ${way}; names tell them apart.`,
      ),
    ];
  });
}

/** Steps named otherwise than as the next one, and keys that depend on the value of another. */
function mentionFaults(step: Step, path: string, outline: Outline): readonly Finding[] {
  if (step.kind === 'listen') {
    return [
      ...(step.since === undefined ? [] : beforeFaults(step.id, step.since, `${path}/since`, outline)),
      ...step.outcomes.flatMap((outcome, index) => [
        ...(outcome.outcome === undefined || outcome.on === 'task-done'
          ? []
          : [misplaced(`${path}/outcomes/${index}/outcome`, 'outcome', 'on', 'task-done')]),
        ...(outcome.tag === undefined || outcome.on === 'tagged'
          ? []
          : [misplaced(`${path}/outcomes/${index}/tag`, 'tag', 'on', 'tagged')]),
      ]),
    ];
  }
  if (step.kind !== 'wait') return [];
  const { from, step: named } = step.until;
  if (named !== undefined && from !== 'delivery')
    return [misplaced(`${path}/until/step`, 'step', 'from', 'delivery')];
  return from === 'delivery' ? deliveryFaults(step.id, named, path, outline) : [];
}

function misplaced(path: string, key: string, other: string, value: string): Finding {
  return fault(
    'misplaced-key',
    path,
    `"${key}" means something with "${other}": "${value}" only; remove it.`,
  );
}

function beforeFaults(id: string, named: string, path: string, outline: Outline): readonly Finding[] {
  const { byId } = outline;
  if (!byId.has(named))
    return [fault('unknown-step', path, `${excerpt(named)} is no step.${near(named, byId)}`)];
  // In a graph with gaps, or for a step that no run enters, the gap is the fault to mend first.
  if (!outline.complete || !outline.entered.has(id) || ancestorsOf(id, outline).has(named)) return [];
  return [
    fault(
      'step-not-before',
      path,
      `No path leads from ${excerpt(named)} to ${excerpt(id)}; name a step that comes before.`,
    ),
  ];
}

function deliveryFaults(
  id: string,
  named: string | undefined,
  path: string,
  outline: Outline,
): readonly Finding[] {
  if (named === undefined) {
    const before = [...ancestorsOf(id, outline)].map((ancestor) => outline.byId.get(ancestor));
    // A step at fault may be the message; its own fault is enough.
    const sends = before.some(
      (other) => other?.step === null || (other !== undefined && isContact(other.step)),
    );
    if (sends) return [];
    const message = `No message is sent before ${excerpt(id)}; count from "due", "issued" or "step".`;
    return [fault('no-delivery', `${path}/until/from`, message)];
  }
  const faults = beforeFaults(id, named, `${path}/until/step`, outline);
  const kind = outline.byId.get(named)?.kind;
  if (faults.length > 0 || kind === undefined || kind === null || !idleKinds.has(kind)) return faults;
  const message = `${excerpt(named)} sends nothing; name a step that sends or asks something.`;
  return [fault('no-delivery', `${path}/until/step`, message)];
}

/** Kinds that are over without anything delivered, so that nothing can be counted from them. */
const idleKinds: ReadonlySet<StepKind> = new Set(['wait', 'listen', 'branch', 'experiment', 'end']);

function near(id: string, byId: ReadonlyMap<string, unknown>): string {
  return suggestion(id, [...byId.keys()]);
}
