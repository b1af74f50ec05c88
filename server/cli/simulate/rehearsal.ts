import { textOf } from '../../../engine/flow/index.ts';
import { type SimulatedContact, simulateCustomer } from '../../../engine/simulate/index.ts';
import type { Step, TraceLine } from '../../../schemas/index.ts';
import { variablesOf } from '../../../workers/carry/variables.ts';
import { recipientName } from './assumed-contact.ts';
import type { Cast } from './cast.ts';
import { type RunStory, tellRun } from './entries.ts';
import { type Scene, type SceneInput, sceneOf } from './scene.ts';

/** What left, as it stood at its moment. */
export interface Written {
  readonly subject: string | null;
  readonly to: string | null;
  readonly planned: number | null;
  readonly late: boolean;
  /** False for an invoice that goes along in the message of another. */
  readonly leads: boolean;
  /** The dates of its invoice at that moment: a due date may move. */
  readonly dueOn: string | null;
  readonly issuedOn: string | null;
  /** Numbers of all invoices in it. */
  readonly invoices: readonly string[];
}

export interface RehearsalInput extends Omit<SceneInput, 'cast'> {
  /** Ends every rehearsal; the cast's own end where absent. Epoch milliseconds. */
  readonly until?: number;
}

/** One customer's rehearsal. */
export interface CustomerStory {
  readonly cast: Cast;
  readonly scene: Scene;
  readonly runs: readonly RunStory[];
}

/** Walks a customer through the flow and tells what comes of it. */
export function rehearseCast(cast: Cast, input: RehearsalInput): CustomerStory {
  const scene = sceneOf({ cast, ...input });
  const written = new Map<string, Written>();
  const runs = simulateCustomer(
    cast.invoices.map(({ facts, startsAt }, index) => ({
      ...{ run: runId(index), facts, startsAt, prepared: input.release.prepared },
    })),
    {
      calendar: scene.calendar,
      events: cast.events,
      until: Math.min(input.until ?? Number.POSITIVE_INFINITY, cast.until),
      onContact: (contact) => {
        const what = writtenOf(contact, cast, input, scene);
        written.set(keyOf(contact.run, contact.step.id, contact.visit), what);
        for (const { invoice } of contact.invoices.slice(1)) {
          const { dueOn, issuedOn } = invoice;
          const index = cast.invoices.findIndex(({ facts }) => facts.invoice.id === invoice.id);
          // What was meant for the lead says nothing about the others.
          const joined = { ...what, dueOn, issuedOn, leads: false, planned: null, late: false };
          written.set(momentOf(runId(index), contact.at), joined);
        }
      },
    },
  );
  return {
    cast,
    scene,
    runs: runs.flatMap((run, index) => {
      const facts = cast.invoices[index]?.facts;
      const find = (line: TraceLine) =>
        written.get(keyOf(run.run, line.step, line.visit)) ?? written.get(momentOf(run.run, line.at));
      const events = cast.events.filter(({ invoice }) => invoice === index);
      return facts === undefined ? [] : [tellRun(run, facts, { written: find, events }, scene)];
    }),
  };
}

function runId(index: number): string {
  return `run-${index + 1}`;
}

function keyOf(run: string, step: string, visit: number): string {
  return `${run}/${step}/${visit}`;
}

/** A member of a message that another invoice leads. */
function momentOf(run: string, at: number): string {
  return `${run}@${at}`;
}

/** Facts are live: what is shown later is read now. */
function writtenOf(contact: SimulatedContact, cast: Cast, input: RehearsalInput, scene: Scene): Written {
  const { step, recipient, invoices, planned, late } = contact;
  const { dueOn = null, issuedOn = null } = invoices[0]?.invoice ?? {};
  return {
    subject: subjectOf(contact, cast, input, scene),
    to: recipientName(step, recipient, input.language),
    ...{
      planned,
      late,
      leads: true,
      dueOn,
      issuedOn,
      invoices: invoices.map(({ invoice }) => invoice.number),
    },
  };
}

const longest = 160;

function subjectOf(
  contact: SimulatedContact,
  cast: Cast,
  { release }: RehearsalInput,
  scene: Scene,
): string | null {
  const { step, recipient, invoices, at } = contact;
  const use = textOf(step);
  const [facts] = invoices;
  if (use === undefined || facts === undefined) return questionOf(step);
  const text = release.textOf(use.message, use.channel, recipient?.language ?? facts.customer.language);
  if (text === undefined) return null;
  const context = { prepared: release.prepared, facts, at, calendar: scene.calendar };
  // The body is not shown where there is a subject; without it a large ledger takes half the time.
  const { paymentLink: _unused, ...entity } = cast.entity;
  const bodyless = { ...text, path: `${text.path}#subject`, body: '', format: 'txt' as const };
  const [shown, by] = text.subject === null ? [text, cast.entity] : [bodyless, entity];
  const variables = variablesOf({ context, step, entity: by, recipient, invoices, earlier: undefined });
  const rendered = release.renderer.render(shown, variables, { language: text.language, kind: 'sms' });
  if ('problem' in rendered) return rendered.problem.message;
  const plain =
    rendered.subject ?? (step.kind === 'call' ? (step.name ?? null) : rendered.text.replace(/\s+/g, ' '));
  return plain === null || plain.length <= longest ? plain : `${plain.slice(0, longest)}…`;
}

function questionOf(step: Step): string | null {
  if (step.kind === 'approve') return step.question;
  return step.name ?? null;
}
