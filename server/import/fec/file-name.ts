/** What the legal name of the file says: SIREN, `FEC`, closing date (article A47 A-1 of the LPF). */
export interface FecName {
  readonly siren: string;
  /** The last day of the accounting year, `YYYY-MM-DD`. */
  readonly closing: string;
}

/** @example readFecName('123456789FEC20261231.txt') // { siren: '123456789', closing: '2026-12-31' } */
export function readFecName(path: string): FecName | null {
  const name = path.split(/[/\\]/).at(-1) ?? '';
  const found = /^(\d{9})\s?_?FEC_?(\d{4})(\d{2})(\d{2})(?!\d)/i.exec(name);
  if (found === null) return null;
  const [, siren = '', year, month, day] = found;
  const closing = `${year}-${month}-${day}`;
  const date = new Date(`${closing}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(closing);
  return exists ? { siren, closing } : null;
}
