/** A made-up year: customers, their invoices, and what happens to them. Everything small, so that it shrinks. */
import * as fc from 'fast-check';

const profiles = ['classique', 'multicanal', 'independant', 'essai', 'suivi-partage', 'standard'] as const;

export interface InvoicePlan {
  /** Index of its customer. */
  readonly customer: number;
  /** Minor units. */
  readonly amount: number;
  /** Days since the year began. */
  readonly dueOn: number;
  /** How long before or after the due date it comes to Palier, in days. */
  readonly comesAfter: number;
}

interface Act<What extends string, More = object> {
  readonly what: What;
  readonly more: More;
}
type OfInvoice = { readonly invoice: number };

export type Deed =
  | Act<'pay' | 'credit', OfInvoice & { readonly percent: number }>
  | Act<
      'reverse' | 'dispute' | 'close' | 'tag' | 'untag' | 'pause' | 'resume' | 'withdraw' | 'bounce',
      OfInvoice
    >
  | Act<'promise', OfInvoice & { readonly days: number; readonly parts: number }>
  | Act<'move', OfInvoice & { readonly days: number }>
  | Act<'answer', { readonly luck: number }>
  | Act<'import', { readonly times: number }>
  | Act<'off', { readonly days: number }>
  | Act<'set back', { readonly minutes: number }>;

export interface Year {
  readonly profiles: readonly (typeof profiles)[number][];
  readonly invoices: readonly InvoicePlan[];
  /**
   * With the hour of the year at which each is done; with a number, it is done while the driver works, before
   * so many-th of its next transactions.
   */
  readonly deeds: readonly (Deed & { readonly hour: number; readonly amid: number | null })[];
}

const ofInvoice = { invoice: fc.nat(9) };
const percent = fc.constantFrom(100, 100, 60, 30, 1);

const act = <What extends string, More>(what: What, more: { [K in keyof More]: fc.Arbitrary<More[K]> }) =>
  fc.record({ what: fc.constant(what), more: fc.record(more) as fc.Arbitrary<More> });

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: act('pay', { ...ofInvoice, percent }) },
  act('credit', { ...ofInvoice, percent }),
  ...(['reverse', 'dispute', 'close', 'tag', 'untag', 'pause', 'resume', 'withdraw', 'bounce'] as const).map(
    (what) => act(what, ofInvoice),
  ),
  act('promise', {
    ...ofInvoice,
    days: fc.integer({ min: 1, max: 20 }),
    parts: fc.integer({ min: 1, max: 3 }),
  }),
  act('move', { ...ofInvoice, days: fc.integer({ min: -10, max: 40 }) }),
  { weight: 4, arbitrary: act('answer', { luck: fc.nat(20) }) },
  act('import', { times: fc.integer({ min: 1, max: 3 }) }),
  act('off', { days: fc.integer({ min: 1, max: 12 }) }),
  act('set back', { minutes: fc.integer({ min: 1, max: 60 }) }),
);

const hoursOfYear = 365 * 24;

export const year: fc.Arbitrary<Year> = fc.record({
  profiles: fc.array(fc.constantFrom(...profiles), { minLength: 1, maxLength: 3 }),
  invoices: fc.array(
    fc.record({
      customer: fc.nat(2),
      amount: fc.integer({ min: 1_000, max: 900_000 }),
      dueOn: fc.integer({ min: 10, max: 250 }),
      comesAfter: fc.integer({ min: -40, max: 60 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  deeds: fc.array(
    fc
      .tuple(deed, fc.integer({ min: 0, max: hoursOfYear }), fc.option(fc.nat(6)))
      .map(([one, hour, amid]) => ({ ...one, hour, amid })),
    { maxLength: 40 },
  ),
});
