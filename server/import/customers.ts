import { type ContactRow, type CustomerRow, Zone } from '../../schemas/index.ts';
import { contactsOf, isEmail } from './contacts.ts';
import { customOf } from './custom.ts';
import { columnName, customerOf, entityOf, type Line, refuse, textOf } from './line.ts';
import { fold } from './names.ts';

/** Reads one line of a list of customers; null where something of it was refused. */
export function readCustomer(line: Line, countries: ReadonlyMap<string, string>): CustomerRow | null {
  const { sheet } = line;
  const entity = entityOf(line);
  const { number, name } = customerOf(line);
  if (number === '' && line.refused.length === 0) {
    refuse(line, columnName(sheet, 'customer', 'customerName'), '', sheet.say.customerMissing);
  }
  const language = languageOf(line);
  const zone = zoneOf(line);
  const country = countryOf(line, countries);
  const owner = ownerOf(line);
  const tags = tagsIn(textOf(line, 'tags'));
  const term = textOf(line, 'term');
  const others = customOf(line, sheet.context.customFields?.customer);
  const custom = term === '' ? others : { ...others, term: term.slice(0, 100) };
  const contacts = contactsOf(line);
  if (line.refused.length > 0) return null;
  return {
    entity,
    number,
    ...(name === '' ? {} : { name }),
    ...(language === '' ? {} : { language }),
    ...(zone === '' ? {} : { zone }),
    ...(country === '' ? {} : { country }),
    ...(owner === '' ? {} : { owner }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(custom === undefined ? {} : { custom }),
    ...(contacts.length === 0 ? {} : { contacts }),
  };
}

/** Joins lines of one customer: the first value of a field stays, tags and contacts are gathered. */
export function joinCustomers(rows: readonly CustomerRow[]): readonly CustomerRow[] {
  const joined = new Map<string, CustomerRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.entity, row.number]);
    const before = joined.get(key);
    joined.set(key, before === undefined ? row : join(before, row));
  }
  return [...joined.values()];
}

function join(before: CustomerRow, row: CustomerRow): CustomerRow {
  const tags = [...new Set([...(before.tags ?? []), ...(row.tags ?? [])])];
  const custom = { ...row.custom, ...before.custom };
  const contacts = new Map<string, ContactRow>();
  for (const contact of [...(before.contacts ?? []), ...(row.contacts ?? [])]) {
    contacts.set(JSON.stringify(contact), contact);
  }
  return {
    ...row,
    ...before,
    ...(tags.length === 0 ? {} : { tags }),
    ...(Object.keys(custom).length === 0 ? {} : { custom }),
    ...(contacts.size === 0 ? {} : { contacts: [...contacts.values()] }),
  };
}

/** Tags divided by `,` or `;`, each once, at most fifty characters long. */
function tagsIn(text: string): readonly string[] {
  const tags = text.split(/[,;]/).map((tag) => tag.trim().replace(/^#/, '').slice(0, 50));
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

const languages: readonly (readonly [string, RegExp])[] = [
  ['fr', /^(fr|fra|fre|f|french|francais|francaise)\b/],
  ['en', /^(en|eng|english|anglais|anglaise|gb|uk)\b/],
  ['de', /^(de|deu|ger|german|allemand|deutsch)\b/],
  ['it', /^(it|ita|italian|italien|italiano)\b/],
  ['es', /^(es|spa|spanish|espagnol|espanol)\b/],
  ['nl', /^(nl|nld|dutch|neerlandais|nederlands)\b/],
];

function languageOf(line: Line): string {
  const text = textOf(line, 'language');
  if (text === '') return '';
  const folded = fold(text);
  const known = languages.find(([, pattern]) => pattern.test(folded))?.[0];
  if (known !== undefined) return known;
  if (/^[a-z]{2}([ -][a-z]{2})?$/.test(folded)) return folded.slice(0, 2);
  refuse(line, columnName(line.sheet, 'language'), text, line.sheet.say.language);
  return '';
}

function zoneOf(line: Line): string {
  const text = textOf(line, 'zone');
  if (text === '' || (Zone.safeParse(text).success && isZone(text))) return text;
  refuse(line, columnName(line.sheet, 'zone'), text, line.sheet.say.zone);
  return '';
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function countryOf(line: Line, countries: ReadonlyMap<string, string>): string {
  const text = textOf(line, 'country');
  if (text === '') return '';
  const code = countries.get(fold(text));
  if (code === undefined) refuse(line, columnName(line.sheet, 'country'), text, line.sheet.say.country);
  return code ?? '';
}

function ownerOf(line: Line): string {
  const text = textOf(line, 'owner');
  if (text === '' || isEmail(text)) return text;
  line.sheet.notes.add('ownerNoEmail', line.row.line, text);
  return '';
}
