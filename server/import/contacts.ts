import { type ContactRow, type Role, roles } from '../../schemas/index.ts';
import type { Column } from './columns.ts';
import { cellOf, type Line, refuse, textIn } from './line.ts';
import { clean } from './names.ts';
import { roleNamed } from './roles.ts';

const address = /^[^\s@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u;

/** Whether a text is one email address, fit for a header: no blank, no line end, one `@`. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && address.test(text);
}

/**
 * Writes a phone number without separators: `01 23.45.67-89` is `0123456789`, `+33 (0)1 23…` is
 * `+33123…`, `0033…` is `+33…`. What does not look like one number is kept as it was typed.
 */
export function normalisePhone(text: string): string {
  const bare = text
    .replace(/\(0\)/g, '')
    .replace(/[\s\u00a0\u202f().\-/]/g, '')
    .replace(/^00/, '+');
  return /^\+?\d{6,15}$/.test(bare) ? bare : text.slice(0, 50);
}

/** The addresses in a cell, divided by `;` or `,`; refused where one of them is none. */
function emailsIn(line: Line, column: Column): readonly string[] {
  const cell = cellOf(line, column).trim();
  if (/[\r\n]/.test(cell)) {
    refuse(line, column.name, clean(cell), line.sheet.say.email);
    return [];
  }
  const parts = cell.split(/[;,]/).map((part) => (/<([^<>]*)>\s*$/.exec(part)?.[1] ?? part).trim());
  const emails = parts.filter((part) => part !== '');
  const wrong = emails.find((email) => !isEmail(email));
  if (wrong === undefined) return emails;
  refuse(line, column.name, wrong, line.sheet.say.email);
  return [];
}

/**
 * The contacts of one line: one for each group of columns that says something, and one more for
 * every further address in a cell. A contact without a role is the one for invoices (`billing`).
 */
export function contactsOf(line: Line): readonly ContactRow[] {
  const groups = new Map<string, Map<string, Column>>();
  for (const field of ['contactName', 'contactFirstName', 'contactRole', 'email', 'phone']) {
    for (const column of line.sheet.columns.get(field) ?? []) {
      const group = groups.get(column.contact) ?? new Map<string, Column>();
      groups.set(column.contact, group.set(field, column));
    }
  }
  return [...groups].flatMap(([contact, columns]) => contactsIn(line, contact, columns));
}

function contactsIn(
  line: Line,
  contact: string,
  columns: ReadonlyMap<string, Column>,
): readonly ContactRow[] {
  const text = (field: string) => {
    const column = columns.get(field);
    return column === undefined ? '' : textIn(line, column);
  };
  const [lastName, firstName, phone] = [text('contactName'), text('contactFirstName'), text('phone')];
  const email = columns.get('email');
  const emails = email === undefined ? [] : emailsIn(line, email);
  if (lastName === '' && firstName === '' && phone === '' && emails.length === 0) return [];
  const held = rolesIn(line, text('contactRole'), contact);
  const base = {
    name: lastName || firstName,
    ...(firstName === '' || lastName === '' ? {} : { firstName }),
    roles: held,
    ...(phone === '' ? {} : { phone: normalisePhone(phone) }),
  };
  if (emails.length === 0) return [{ ...base, name: base.name || phone }];
  return emails.map((one, index) => ({
    ...base,
    name: (index === 0 ? base.name : '') || one,
    email: one,
  }));
}

function rolesIn(line: Line, text: string, contact: string): readonly Role[] {
  const given = roles.find((role) => role === contact);
  if (text === '') {
    if (given === undefined) line.sheet.notes.add('noRole', line.row.line);
    return [given ?? 'billing'];
  }
  const words = text.split(/[,;/&+|]/).filter((word) => word.trim() !== '');
  const found = words.map((word) => roleNamed(word) ?? word.trim());
  const known = roles.filter((role) => found.includes(role));
  const unknown = found.filter((word) => !roles.some((role) => role === word));
  if (unknown.length > 0) line.sheet.notes.add('unknownRole', line.row.line, unknown[0]);
  return known;
}
