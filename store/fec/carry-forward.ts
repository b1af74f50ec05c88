import type { Item, KeptLine } from './item.ts';
import type { Tied } from './settle-lettering.ts';

/** What opening entries add to what the lines before them say. */
export interface Carried {
  /** Lines of the opening that stand for items of before: their lettering counts for those. */
  readonly tied: readonly Tied[];
  /** Lines of the opening that nothing before explains: items of their own. */
  readonly own: readonly KeptLine[];
  /** Items of before that the opening no longer lists: closed on its date by what nobody tells. */
  readonly closed: readonly Item[];
  /** What the balance carried forward differs from the lines of before, on account; 0 mostly. */
  readonly difference: number;
}

/**
 * Opening entries (à-nouveaux) repeat what the year before left open: they must not double it. Line by
 * line where they list each item (by piece and amount, then by date and amount); as a whole where they
 * carry one balance. What the year before does not explain stands by itself.
 */
export function carryForward(opening: readonly KeptLine[], before: readonly Item[]): Carried {
  const rest = new Set(before.filter((one) => one.left > 0));
  const tied: Tied[] = [];
  const unmatched: KeptLine[] = [];
  const byAmount = Map.groupBy(rest, (one) => (one.isDebit ? one.left : -one.left));
  for (const line of opening) {
    const fits = (byAmount.get(line.amount) ?? []).filter((one) => rest.has(one));
    const item = findCarried(line, fits);
    if (item === undefined) unmatched.push(line);
    else {
      rest.delete(item);
      tied.push(tiedOf(line, item));
    }
  }
  const sum = unmatched.reduce((total, line) => total + line.amount, 0);
  const left = [...rest].reduce((total, one) => total + (one.isDebit ? one.left : -one.left), 0);
  const none = { closed: [], own: [], difference: 0 };
  if (rest.size === 0) return { ...none, tied, own: unmatched };
  const isWhole = unmatched.length === 1 || sum === left;
  if (!isWhole) return { ...none, tied, own: unmatched, closed: [...rest] };
  const whole = unmatched.flatMap((line) => [...rest].map((item) => tiedOf(line, item)));
  return { ...none, tied: [...tied, ...whole], difference: sum - left };
}

function tiedOf({ lettering, letteredOn, account }: KeptLine, item: Item): Tied {
  return { lettering, letteredOn, account, item };
}

function findCarried(line: KeptLine, fits: readonly Item[]): Item | undefined {
  const byPiece = fits.find((one) => one.line.piece !== '' && one.line.piece === line.piece);
  const byDay = fits.find(
    (one) => line.pieceOn !== null && (one.line.pieceOn === line.pieceOn || one.line.on === line.pieceOn),
  );
  return byPiece ?? byDay;
}
