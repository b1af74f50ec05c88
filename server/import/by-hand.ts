import type { Problem } from '../../schemas/index.ts';
import { fieldsOf } from './fields/index.ts';
import { type ColumnMapping, ImportMapping } from './mapping.ts';
import { headerWords } from './names.ts';
import type { Table } from './table.ts';
import { type Language, wordings } from './wording.ts';

export type MappedByHand =
  | { readonly ok: true; readonly mapping: ImportMapping }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Corrects a mapping by hand: `Solde=open`, `Date=issuedOn:mdy`, `Montant=amount:point`,
 * `Mail 2=email/accountant`, `Secteur=custom.sector`; `Solde=` takes a column out.
 *
 * A column is named as the file writes it (case and accents do not matter), or by place: `#3`. A field
 * that another column was guessed to be moves to the named one. Problem: `mapping-by-hand`.
 */
export function mapByHand(
  table: Table,
  mapping: ImportMapping,
  corrections: readonly string[],
  language: Language = 'en',
): MappedByHand {
  const say = wordings[language];
  let columns: readonly ColumnMapping[] = mapping.columns;
  for (const correction of corrections) {
    const at = correction.lastIndexOf('=');
    const column = at < 1 ? undefined : columnNamed(table, correction.slice(0, at).trim());
    const target = /^([A-Za-z.0-9]*)(?:\/([a-z0-9]+))?(?::(comma|point|dmy|mdy))?$/.exec(
      correction.slice(at + 1).trim(),
    );
    const field = target?.[1] ?? '';
    const fields = fieldsOf[mapping.kind];
    const spec = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (column === undefined || target === null || !(field === '' || field.startsWith('custom.') || spec)) {
      const message = say.mapByHand(correction, table.header, Object.keys(fields));
      return { ok: false, problem: { code: 'mapping-by-hand', message } };
    }
    const [, , contact, format] = target;
    columns = columns.filter(
      (one) =>
        one.column !== column && (one.field !== field || one.contact !== contact || spec?.many === true),
    );
    if (field !== '')
      columns = [...columns, { column, field, ...(contact ? { contact } : {}), ...formatOf(format) }];
  }
  const parsed = ImportMapping.safeParse({ ...mapping, columns });
  if (parsed.success) return { ok: true, mapping: parsed.data };
  const fields = Object.keys(fieldsOf[mapping.kind]);
  const message = say.mapByHand(corrections.join(' '), table.header, fields);
  return { ok: false, problem: { code: 'mapping-by-hand', message } };
}

function formatOf(format: string | undefined): Partial<ColumnMapping> {
  if (format === 'comma' || format === 'point') return { decimal: format };
  return format === 'dmy' || format === 'mdy' ? { order: format } : {};
}

function columnNamed(table: Table, name: string): string | undefined {
  const place = /^#(\d+)$/.exec(name)?.[1];
  const words = headerWords(name).join(' ');
  return (
    table.header.find((one) => one === name) ??
    (place === undefined ? undefined : table.header[Number(place) - 1]) ??
    (words === '' ? undefined : table.header.find((one) => headerWords(one).join(' ') === words))
  );
}
