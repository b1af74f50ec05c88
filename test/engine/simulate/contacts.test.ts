import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Change,
  type SimulatedContact,
  simulateCustomer,
  type Timed,
} from '../../../engine/simulate/index.ts';
import { type InvoiceFacts, isContact, type Plan, type Policies } from '../../../schemas/index.ts';
import { calendarOf, clockOf, instant, openPolicies } from '../decide/some-context.ts';
import { email, end, listen, planOf, wait } from '../run/plans.ts';
import { invoice } from './walk-through.ts';

const start = instant('2026-02-20 10:00');
const msOfHour = 3_600_000;

/** A ladder with a message that goes out despite a promise or dispute just heard. */
function ladder(policies: Partial<Policies>): Plan {
  const until = (days: number) => ({ from: 'due', days }) as const;
  return planOf(
    [
      wait('j-3', 'rappel', until(-3)),
      email('rappel', 'ecoute', { tone: 'prevention' }),
      listen(
        'ecoute',
        [
          { name: 'promesse', on: 'promised', next: 'resume' },
          { name: 'litige', on: 'disputed', next: 'resume' },
        ],
        'j7',
      ),
      email('resume', 'j7', { despite: ['promised', 'disputed'] }),
      wait('j7', 'relance-1', until(7)),
      email('relance-1', 'j14'),
      wait('j14', 'relance-2', until(14)),
      email('relance-2', 'j21', { tone: 'firm' }),
      wait('j21', 'demeure', { from: 'delivery', days: 7 }),
      email('demeure', 'fin', { tone: 'formal' }),
      end,
    ],
    { policies: openPolicies(policies), interrupts: { tags: { litige: 'hold' } } },
  );
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    what: fc.constantFrom('paid' as const, 'reversed' as const, 'credited' as const),
    amount: fc.constantFrom(null, 30_000, 50_000),
    on: fc.constant('2026-03-01'),
  }),
  fc.record({
    what: fc.constant('disputed' as const),
    id: fc.constantFrom('d1', 'd2'),
    category: fc.constant(null),
  }),
  fc.record({ what: fc.constant('dispute-closed' as const), id: fc.constantFrom('d1', 'd2') }),
  fc.record({
    what: fc.constant('promised' as const),
    id: fc.constantFrom('p1', 'p2', 'p3'),
    parts: fc.constantFrom([{ on: '2026-03-12', amount: 100_000 }], [{ on: '2026-03-05', amount: 20_000 }]),
  }),
  fc.constantFrom<Change>(
    { what: 'replied' },
    { what: 'bounced' },
    { what: 'pause' },
    { what: 'resume' },
    { what: 'skip' },
    { what: 'written-off' },
    { what: 'tagged', tag: 'litige' },
    { what: 'untagged', tag: 'litige' },
    { what: 'due-date-moved', to: '2026-03-20' },
    { what: 'jump', step: 'relance-2' },
  ),
);

const happens: fc.Arbitrary<Timed> = fc
  .record({ hours: fc.nat({ max: 1500 }), invoice: fc.nat({ max: 2 }), change })
  .map(({ hours, ...rest }) => ({ ...rest, at: start + hours * msOfHour }));

/** Why nobody may write about this invoice now; null where one may. */
function forbids(facts: InvoiceFacts, { step, at }: SimulatedContact): string | null {
  const despite = 'despite' in step && step.despite !== undefined;
  if (facts.invoice.open <= 0 || facts.invoice.writtenOff) return 'settled';
  if (facts.paused) return 'paused';
  if (facts.invoice.tags.includes('litige')) return 'tagged';
  if (despite) return null;
  if (facts.disputes.some(({ closedAt }) => closedAt === null)) return 'disputed';
  const promise = facts.promises.find(({ fate }) => fate === 'open');
  const day = clockOf(at).slice(0, 10);
  const paid = facts.payments
    .filter(({ recordedAt }) => recordedAt >= (promise?.recordedAt ?? 0))
    .reduce((sum, { amount }) => sum + amount, 0);
  return promise?.parts.some((part) => part.amount > paid && day <= part.on) ? 'promised' : null;
}

const policies = fc.constantFrom<Partial<Policies>>(
  {},
  { window: 'weekdays 09:00-18:00', slot: '15 minutes', cap: { atMost: 1, per: '7 days' } },
  { window: 'weekdays 09:00-18:00', slot: '2 hours', grouping: 'customer', spread: '20 minutes' },
  { lateStart: 'skip', cap: { atMost: 2, per: '7 days' }, slot: '15 minutes' },
);

test('M1 nothing is written about a settled, disputed, promised, tagged or paused invoice', () => {
  let written = 0;
  fc.assert(
    fc.property(policies, fc.array(happens, { maxLength: 25 }), (policy, events) => {
      const plan = ladder(policy);
      const wrong: string[] = [];
      const sent = new Map<string, number>();
      const invoices = ['F1', 'F2', 'F3'].map((number) =>
        invoice(plan, number, '2026-02-20 10:00', { customer: { net: 300_000, openInvoices: 3 } }),
      );

      simulateCustomer(invoices, {
        calendar: calendarOf(),
        until: instant('2026-12-31'),
        events,
        onContact: (contact) => {
          if (!isContact(contact.step)) return;
          for (const facts of contact.invoices) {
            const why = forbids(facts, contact);
            const key = `${facts.invoice.number} ${contact.step.id} ${clockOf(contact.at)}`;
            written += 1;
            sent.set(key, (sent.get(key) ?? 0) + 1);
            if (why !== null) wrong.push(`${key}: ${why}`);
          }
        },
      });

      expect(wrong).toEqual([]);
      expect([...sent].filter(([, count]) => count > 1)).toEqual([]);
    }),
    { numRuns: 800 },
  );
  expect(written).toBeGreaterThan(800);
});

test('M7 however events fall, no week has more contacts than the cap', () => {
  fc.assert(
    fc.property(fc.array(happens, { maxLength: 15 }), fc.constantFrom(1, 2), (events, atMost) => {
      const plan = ladder({
        cap: { atMost, per: '7 days' },
        slot: '15 minutes',
        window: 'weekdays 09:00-18:00',
      });
      const days: number[] = [];
      const invoices = ['F1', 'F2', 'F3'].map((number) =>
        invoice(plan, number, '2026-02-20 10:00', { customer: { net: 300_000, openInvoices: 3 } }),
      );

      simulateCustomer(invoices, {
        calendar: calendarOf(),
        until: instant('2026-12-31'),
        events,
        onContact: ({ at, step }) => {
          if (isContact(step)) days.push(calendarOf().zone.dayOf(at));
        },
      });

      const most = Math.max(
        0,
        ...days.map((day) => days.filter((one) => one > day - 7 && one <= day).length),
      );
      expect(most).toBeLessThanOrEqual(atMost);
    }),
    { numRuns: 200 },
  );
});
