import { z } from 'zod';
import { encodings } from './decode.ts';
import { fileKinds } from './fields/index.ts';
import { separators } from './separator.ts';

export const ColumnMapping = z.strictObject({
  column: z
    .string()
    .max(1000)
    .describe('The header, as the file writes it; `#3` for a third column without one.'),
  field: z
    .string()
    .regex(/^([a-z][A-Za-z]{1,30}|custom\.[a-z][A-Za-z0-9]{0,62})$/)
    .describe('A field of the file’s kind, or `custom.` and the name of a custom field.'),
  contact: z
    .string()
    .max(40)
    .optional()
    .describe('Which of several contacts of one line: a number, or a role (`accountant`).'),
  decimal: z
    .enum(['comma', 'point'])
    .optional()
    .describe('Which sign stands before the cents, once a file has proved it.'),
  order: z
    .enum(['dmy', 'mdy'])
    .optional()
    .describe('Whether the day or the month comes first, once a file has proved it.'),
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/**
 * Which column of a source's files is which field. Plain JSON: guessed once, corrected by hand where
 * need be, remembered per source and handed back with the next file of that source.
 */
export const ImportMapping = z
  .strictObject({
    kind: z.enum(fileKinds),
    encoding: z.enum([...encodings, 'workbook']),
    separator: z.enum(separators).optional().describe('None in a workbook.'),
    columns: z.array(ColumnMapping).max(500),
  })
  .meta({ id: 'ImportMapping', title: 'Palier import mapping' });
export type ImportMapping = z.infer<typeof ImportMapping>;
