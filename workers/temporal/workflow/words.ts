import { isHeld } from '../../../engine/run/index.ts';
import type { Plan, RunState, Step } from '../../../schemas/index.ts';

/** Words for Temporal's own screens: ids and names of the flow, nothing personal. */
export type Language = 'fr' | 'en';

const words = {
  fr: {
    wait: 'attente',
    listen: 'écoute',
    approve: 'accord',
    deferred: 'reporté',
    held: 'retenu',
    day: 'J',
  },
  en: {
    wait: 'wait',
    listen: 'listen',
    approve: 'approval',
    deferred: 'deferred',
    held: 'held',
    day: 'D',
  },
} as const;

/** `J+7` of a wait that counts from the due date; otherwise the step's id. */
function moment(step: Step, language: Language): string {
  if (step.kind !== 'wait' || step.until.from !== 'due') return step.id;
  const { days } = step.until;
  return `${words[language].day}${days < 0 ? '-' : '+'}${Math.abs(days)}`;
}

/** What a run's timer is for, on one line: `J+7, attente`. */
export function timerSummary(plan: Plan, state: RunState, language: Language): string {
  const step = plan.steps[state.step];
  const said = words[language];
  if (step === undefined) return state.step;
  if (isHeld(state, step))
    return `${step.id}, ${said.held} (${state.holds.map(({ cause }) => cause).join(', ')})`;
  if (state.open?.type === 'perform') return `${step.kind} ${step.id}, ${said.deferred}`;
  const kind = step.kind === 'listen' || step.kind === 'approve' ? said[step.kind] : said.wait;
  return `${moment(step, language)}, ${kind}`;
}

/** The step that acts next, as far as the flow says so without an answer: past the wait it stands at. */
export function nextAction(plan: Plan, state: RunState): string | null {
  if (state.phase === 'finished') return null;
  let step = plan.steps[state.step];
  for (let hops = 0; step?.kind === 'wait' && hops < 100; hops += 1) step = plan.steps[step.next];
  return step === undefined ? null : `${step.kind} ${step.id}`;
}

/** How far the escalation is: the stage that a `set` step named last, else the tone of the last contact. */
export function stageOf(plan: Plan, state: RunState): string | null {
  let stage: string | null = null;
  let tone: string | null = null;
  for (const [id] of Object.entries(state.trail).sort(([, a], [, b]) => a.entered - b.entered)) {
    const step = plan.steps[id];
    if (step?.kind === 'set' && step.stage !== undefined) stage = step.stage;
    if (step !== undefined && 'tone' in step && step.tone !== undefined) tone = step.tone;
  }
  return stage ?? tone;
}

/** Where the run stands, as Temporal's page of the workflow shows it (Markdown). */
export function currentDetails(
  plan: Plan,
  state: RunState,
  wake: number | null,
  problems: readonly string[],
): string {
  const lines = [
    `**${plan.flow}** · step \`${state.step}\` (visit ${state.visit})`,
    `next: ${nextAction(plan, state) ?? 'none'}${wake === null ? '' : `, ${new Date(wake).toISOString()}`}`,
    ...state.holds.map(
      ({ cause, object, until }) =>
        `held: ${cause}${object === '' ? '' : ` ${object}`}${until === null ? '' : ` until ${new Date(until).toISOString()}`}`,
    ),
    ...problems.map((problem) => `problem: ${problem}`),
  ];
  return lines.join('\n\n');
}
