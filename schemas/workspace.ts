import { z } from 'zod';
import { Condition } from './condition.ts';
import { FlowId } from './flow.ts';
import { Policies } from './policies.ts';

export const CustomField = z.strictObject({
  type: z.enum(['text', 'number', 'money', 'date', 'boolean']),
  label: z.strictObject({ fr: z.string(), en: z.string() }).optional(),
});
export type CustomField = z.infer<typeof CustomField>;

export const Region = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
  .describe('A country, or a country and a region, whose public holidays count: `FR`, `FR-AM`, `CH-GE`.');

export const Zone = z
  .string()
  .regex(/^[A-Za-z_+-]+(\/[A-Za-z0-9_+-]+)*$/)
  .describe('An IANA time zone: `Europe/Paris`.');

export const Entity = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  name: z.string().min(1).max(200),
  address: z.string().max(1000).optional(),
  registration: z
    .string()
    .max(200)
    .optional()
    .describe('Company number, VAT number: the references that a message names.'),
  email: z.email().describe('The address that messages come from.'),
  phone: z.string().max(50).optional(),
  iban: z.string().max(50).optional(),
  bic: z.string().max(20).optional(),
  paymentLink: z.string().max(500).optional().describe('A Liquid template of the payment page’s address.'),
  region: Region,
  zone: Zone,
});
export type Entity = z.infer<typeof Entity>;

/** `palier.json`: the workspace's settings, kept in git beside the flows. */
export const Workspace = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().min(1).max(200),
    entities: z.array(Entity).min(1).max(100),
    languages: z
      .array(z.enum(['fr', 'en']))
      .min(1)
      .describe('Languages of messages; the first one is the fall-back.'),
    policies: Policies.partial().optional(),
    flows: z
      .array(FlowId)
      .max(500)
      .describe('The order in which flows are asked whether they take an invoice; the first match does.'),
    customFields: z
      .strictObject({
        invoice: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,62}$/), CustomField).optional(),
        customer: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,62}$/), CustomField).optional(),
      })
      .optional(),
    documents: z
      .string()
      .optional()
      .describe('Folder or URL template of invoice documents; `invoices/` where absent.'),
    redirectAllTo: z.email().optional().describe('Every message goes to this address instead.'),
    allowDomains: z.array(z.string()).optional().describe('Only addresses of these domains are written to.'),
  })
  .meta({ id: 'Workspace', title: 'Palier workspace' });
export type Workspace = z.infer<typeof Workspace>;

/** `segments.json`: rules in order; the first match names the customer's segment. */
export const Segments = z
  .strictObject({
    $schema: z.string().optional(),
    segments: z.array(z.strictObject({ name: z.string().min(1).max(100), when: Condition })).max(200),
  })
  .meta({ id: 'Segments', title: 'Palier segments' });
export type Segments = z.infer<typeof Segments>;
