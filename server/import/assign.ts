import { type FileKind, fieldsOf } from './fields/index.ts';
import type { Match } from './match.ts';
import { headerWords } from './names.ts';
import type { Profile } from './profile.ts';

/** The best matches first; a column is one field, a field one column unless it may be many. */
export function assignFields(all: readonly Match[], kind: FileKind): readonly Match[] {
  const columns = new Set<string>();
  const fields = new Set<string>();
  const taken: Match[] = [];
  for (const match of [...all].sort((a, b) => b.score - a.score)) {
    const field = `${match.field} ${match.contact ?? ''}`;
    const many = fieldsOf[kind][match.field]?.many === true;
    if (match.score < 20 || columns.has(match.column) || (fields.has(field) && !many)) continue;
    columns.add(match.column);
    fields.add(field);
    taken.push(match);
  }
  return oneOpen(taken);
}

/** Beside ageing columns a plain total is what is open; with an open amount the ageing says nothing more. */
function oneOpen(taken: readonly Match[]): readonly Match[] {
  const has = (field: string) => taken.some((one) => one.field === field);
  const isTotal = (one: Match) => one.field === 'amount' && headerWords(one.column).join(' ') === 'total';
  const settled =
    has('ageing') && !has('open')
      ? taken.map((one) => (isTotal(one) ? { ...one, field: 'open' } : one))
      : taken;
  return settled.some((one) => one.field === 'open')
    ? settled.filter((one) => one.field !== 'ageing')
    : settled;
}

/**
 * Adds columns that only their cells betray: one of addresses is the email, and one of amounts that
 * stands between ageing columns is an ageing column, for the sum without it would be too small.
 *
 * @param profiles by header, in the file's order.
 */
export function byContent(
  kind: FileKind,
  matches: readonly Match[],
  profiles: ReadonlyMap<string, Profile>,
): readonly Match[] {
  const names = [...profiles.keys()];
  const free = names.filter((name) => !matches.some((one) => one.column === name));
  const found = (column: string, field: string): Match => ({ column, field, score: 20, telling: false });
  if (kind === 'customers' && !matches.some((one) => one.field === 'email')) {
    const column = free.find((name) => (profiles.get(name)?.email ?? 0) > 0.7);
    return column === undefined ? matches : [...matches, found(column, 'email')];
  }
  const ageing = matches.filter((one) => one.field === 'ageing').map((one) => names.indexOf(one.column));
  const between = names.slice(Math.min(...ageing), Math.max(...ageing)).filter((name) => {
    const profile = profiles.get(name);
    return free.includes(name) && profile !== undefined && profile.filled > 0 && profile.amount > 0.8;
  });
  return [...matches, ...between.map((name) => found(name, 'ageing'))];
}
