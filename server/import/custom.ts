import type { CustomField, FieldValue } from '../../schemas/index.ts';
import type { Column } from './columns.ts';
import { amountIn, dateIn, type Line, refuse, textIn } from './line.ts';
import { fold } from './names.ts';

/**
 * The custom fields of a line, by the types that the workspace gives them. Empty cells are left out;
 * a column mapped to a field that the workspace does not have is read as text.
 */
export function customOf(
  line: Line,
  fields: Readonly<Record<string, CustomField>> | undefined,
): Readonly<Record<string, FieldValue>> | undefined {
  const custom: Record<string, FieldValue> = {};
  for (const [field, [column]] of line.sheet.columns) {
    if (!field.startsWith('custom.') || column === undefined) continue;
    const name = field.slice('custom.'.length);
    const value = readValue(line, column, fields?.[name]?.type ?? 'text');
    if (value !== null) custom[name] = value;
  }
  return Object.keys(custom).length === 0 ? undefined : custom;
}

function readValue(line: Line, column: Column, type: CustomField['type']): FieldValue | null {
  switch (type) {
    case 'text':
      return textIn(line, column) || null;
    case 'money':
      return amountIn(line, column)?.minor ?? null;
    case 'date':
      return dateIn(line, column);
    case 'number':
      return numberOf(line, column);
    case 'boolean':
      return booleanOf(line, column);
    default:
      return type satisfies never;
  }
}

function numberOf(line: Line, column: Column): number | null {
  const text = textIn(line, column)
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/%$/, '');
  if (text === '') return null;
  const plain = text.includes(',') && !text.includes('.') ? text.replace(',', '.') : text;
  const value = /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  if (Number.isFinite(value)) return value;
  refuse(line, column.name, text, line.sheet.say.number);
  return null;
}

function booleanOf(line: Line, column: Column): boolean | null {
  const text = fold(textIn(line, column));
  if (text === '') return null;
  if (/^(oui|o|yes|y|vrai|true|1|x)$/.test(text)) return true;
  if (/^(non|n|no|faux|false|0)$/.test(text)) return false;
  refuse(line, column.name, text, line.sheet.say.boolean);
  return null;
}
