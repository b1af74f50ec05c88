import { z } from 'zod';
import { LocalDate } from './duration.ts';
import { Amount, Currency } from './money.ts';
import { Role } from './steps/base.ts';
import { taskOutcomes } from './steps/listen.ts';

/** A moment in a script: relative to the first invoice's due date (`J+7 10:00`), or a local date and time. */
export const Moment = z
  .string()
  .regex(/^(J([+-]\d{1,4})?|\d{4}-\d{2}-\d{2})( ([01]\d|2[0-3]):[0-5]\d)?$/)
  .describe('`J+7 10:00`, `J-3`, or `2026-03-02 09:30`, in the entity’s zone; 00:00 where no time is given.');

const at = {
  at: Moment,
  invoice: z.string().optional().describe('Number of the invoice; the first one where absent.'),
};
const Value = z.union([z.string(), z.number(), z.boolean()]);

export const ScriptEvent = z.discriminatedUnion('what', [
  z.strictObject({
    ...at,
    what: z.literal('paid'),
    amount: Amount.optional().describe('All that is open where absent.'),
  }),
  z.strictObject({ ...at, what: z.literal('reversed'), amount: Amount.optional() }),
  z.strictObject({ ...at, what: z.literal('credited'), amount: Amount.optional() }),
  z.strictObject({ ...at, what: z.literal('disputed'), id: z.string(), category: z.string().optional() }),
  z.strictObject({ ...at, what: z.literal('dispute-closed'), id: z.string() }),
  z.strictObject({
    ...at,
    what: z.literal('promised'),
    id: z.string(),
    parts: z.array(z.strictObject({ on: z.union([LocalDate, Moment]), amount: Amount })).min(1),
  }),
  z.strictObject({ ...at, what: z.literal('replied') }),
  z.strictObject({ ...at, what: z.literal('bounced') }),
  z.strictObject({ ...at, what: z.literal('task-done'), step: z.string(), outcome: z.enum(taskOutcomes) }),
  z.strictObject({ ...at, what: z.literal('due-date-moved'), to: z.union([LocalDate, Moment]) }),
  z.strictObject({ ...at, what: z.literal('tagged'), tag: z.string() }),
  z.strictObject({ ...at, what: z.literal('untagged'), tag: z.string() }),
  z.strictObject({ ...at, what: z.literal('insolvent') }),
  z.strictObject({ ...at, what: z.literal('written-off') }),
  z.strictObject({ ...at, what: z.literal('pause') }),
  z.strictObject({ ...at, what: z.literal('resume') }),
  z.strictObject({ ...at, what: z.literal('skip') }),
  z.strictObject({ ...at, what: z.literal('jump'), step: z.string() }),
  z.strictObject({ ...at, what: z.literal('stop') }),
]);
export type ScriptEvent = z.infer<typeof ScriptEvent>;

export const ScriptInvoice = z.strictObject({
  number: z.string(),
  amount: Amount,
  currency: Currency.optional().describe('The flow’s where absent.'),
  issuedOn: LocalDate.optional(),
  dueOn: LocalDate.optional(),
  importedAt: Moment.optional().describe('When the run starts; 30 days before the due date where absent.'),
  tags: z.array(z.string()).optional(),
  custom: z.record(z.string(), Value).optional(),
});

/**
 * A rehearsal: a customer, its invoices, and what happens to them. With an expected trace beside it
 * (`<script>.trace.jsonl`) it is a test.
 */
export const Script = z
  .strictObject({
    $schema: z.string().optional(),
    about: z.string().min(1).describe('What this script shows, in a sentence.'),
    customer: z.strictObject({
      number: z.string(),
      name: z.string(),
      language: z.string().optional(),
      zone: z.string().optional(),
      country: z.string().optional(),
      segment: z.string().optional(),
      tags: z.array(z.string()).optional(),
      custom: z.record(z.string(), Value).optional(),
      contacts: z
        .array(
          z.strictObject({
            name: z.string(),
            firstName: z.string().optional(),
            roles: z.array(Role).min(1),
            email: z.string().optional(),
            phone: z.string().optional(),
          }),
        )
        .describe('May be empty: a customer without any address.'),
    }),
    invoices: z.array(ScriptInvoice).min(1),
    events: z.array(ScriptEvent),
    until: Moment.optional().describe('Where the rehearsal ends; 400 days after the due date where absent.'),
  })
  .meta({ id: 'Script', title: 'Palier script' });
export type Script = z.infer<typeof Script>;
