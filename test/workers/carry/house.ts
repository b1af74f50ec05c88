import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { digestOf } from '../../../engine/flow/index.ts';
import {
  defaultPolicies,
  Flow,
  type InvoiceRow,
  type MessageText,
  mergePolicies,
  type Policies,
  type Release,
  type Workspace,
} from '../../../schemas/index.ts';
import {
  importBalance,
  importCustomers,
  publishRelease,
  type Store,
  saveEntities,
} from '../../../store/index.ts';
import { createHolidays } from '../../../workers/calendar/holidays.ts';
import {
  type Carrier,
  createReleases,
  createSameServer,
  createSurroundings,
} from '../../../workers/carry/index.ts';
import { type Channel, createRecording, type OutgoingEmail } from '../../../workers/channels/index.ts';
import type { Clock } from '../../../workers/clock.ts';
import { createEmbedded } from '../../../workers/embedded/index.ts';
import { type Journal, openJournal } from '../../../workers/journal/index.ts';
import { silentTelemetry, type Telemetry } from '../../../workers/telemetry/index.ts';

export const actor = 'test';
export const start = Date.parse('2026-03-02T08:00:00Z');
export const day = 86_400_000;

const workspace: Workspace = {
  name: 'Test',
  entities: [
    { id: 'fr', name: 'Atelier', email: 'compta@atelier.example', region: 'FR', zone: 'Europe/Paris' },
  ],
  languages: ['fr'],
  flows: ['ladder'],
};

const text = (message: string): MessageText => ({
  message,
  language: 'fr',
  channel: 'email',
  format: 'md',
  subject: `${message} {{ invoice.number }}`,
  body: 'Bonjour, {{ invoice.number }} : {{ total.open | money }}.',
  path: `messages/${message}/fr.email.md`,
});

/** A flow of two reminders, on J+7 and J+14, under the policies given. */
export function ladder(policies: Partial<Policies> = {}): Release {
  const email = (id: string, next: string, tone: 'courtesy' | 'formal') => ({
    id,
    kind: 'email' as const,
    to: ['billing' as const],
    message: id,
    tone,
    next,
  });
  const flow = Flow.parse({
    id: 'ladder',
    name: 'Ladder',
    currency: 'EUR',
    start: 'j7',
    steps: [
      { id: 'j7', kind: 'wait', until: { from: 'due', days: 7 }, next: 'first' },
      email('first', 'j14', 'courtesy'),
      { id: 'j14', kind: 'wait', until: { from: 'due', days: 14 }, next: 'second' },
      email('second', 'end', 'formal'),
      { id: 'end', kind: 'end' },
    ],
  });
  const content = {
    flow,
    messages: [text('first'), text('second')],
    segments: [],
    policies: mergePolicies(
      { ...defaultPolicies, window: 'always', slot: 'none', spread: '0 minutes', freshness: '60 days' },
      policies,
    ),
    languages: ['fr'],
    customFields: {},
  };
  return { digest: digestOf(content), ...content };
}

/** A mail server that takes everything, and remembers it. */
export const createTaking = () =>
  createRecording<OutgoingEmail>('email', () => ({ fate: 'sent', providerId: '', refused: [] }));

export interface TestHouse {
  readonly carrier: Carrier;
  readonly faults: readonly string[];
  /** Sets the clock, then works until nothing is due. */
  runTo(instant: number): Promise<void>;
  take(rows: readonly Partial<InvoiceRow>[]): Promise<void>;
  /** What each invoice's run said, as `step what`, by number. */
  said(number: string): Promise<readonly string[]>;
}

/** A house with a release published, a customer with an address, and a clock that the test moves. */
export async function buildHouse(
  store: Store,
  options: {
    readonly release?: Release;
    readonly email?: Channel<OutgoingEmail> | null;
    readonly telemetry?: Telemetry;
    /** One of its own where absent. */
    readonly journal?: Journal;
  } = {},
): Promise<TestHouse> {
  let now = start;
  let rested = Promise.withResolvers<void>();
  const clock: Clock = {
    now: () => now,
    async sleepUntil(next, wakened) {
      if (next !== null && next <= now) return;
      rested.resolve();
      await new Promise((resolve) => wakened.addEventListener('abort', resolve));
    },
  };
  const release = options.release ?? ladder();
  const faults: string[] = [];
  const journalPath = join(mkdtempSync(join(tmpdir(), 'palier-house-')), 'sends.jsonl');
  const journal = options.journal ?? (await openJournal(journalPath));
  if (options.journal === undefined) onTestFinished(() => journal.close());
  const carrier: Carrier = {
    store,
    clock,
    engine: 'embedded',
    releases: createReleases(),
    sameServer: createSameServer(store),
    surroundings: createSurroundings(workspace.entities, createHolidays(), clock.now),
    workspace,
    folder: '.',
    email: options.email ?? null,
    journal,
    telemetry: options.telemetry ?? silentTelemetry,
    report: ({ code, message }) => faults.push(`${code}: ${message}`),
  };
  await saveEntities(store.db, workspace.entities);
  await publishRelease(store.db, release, null, { at: now, actor });
  return {
    carrier,
    faults,
    async runTo(instant) {
      now = instant;
      rested = Promise.withResolvers<void>();
      const heads = async () => [release.digest];
      const driver = createEmbedded({ carrier, journalPath, heads, only: null, alone: true });
      await driver.start();
      await rested.promise;
      await driver.stop();
    },
    async take(rows) {
      const contacts = [
        {
          name: 'Claire Morel',
          firstName: 'Claire',
          roles: ['billing' as const],
          email: 'claire@morel.example',
        },
      ];
      await importCustomers(store.db, [{ entity: 'fr', number: 'C1', name: 'Morel', contacts }], {
        source: 'customers',
        at: now,
        actor,
      });
      const base = {
        entity: 'fr',
        customer: 'C1',
        number: 'F1',
        instalment: 1,
        issuedOn: '2026-02-01',
        dueOn: '2026-03-02',
        open: 120_000,
        currency: 'EUR',
      };
      await importBalance(
        store.db,
        rows.map((row) => ({ ...base, ...row })),
        { source: 'balance', at: now, actor },
      );
    },
    async said(number) {
      const lines = await store.db
        .selectFrom('trace')
        .innerJoin('run', 'run.id', 'run_id')
        .innerJoin('invoice', 'invoice.id', 'run.invoice_id')
        .select(['trace.step', 'trace.what', 'trace.detail'])
        .where('invoice.number', '=', number)
        .orderBy('run.cycle')
        .orderBy('seq')
        .execute();
      return lines.map(({ step, what, detail }) => {
        const { until: _until, ...rest } = detail ?? {};
        return [step, what, ...Object.values(rest)].join(' ');
      });
    },
  };
}
