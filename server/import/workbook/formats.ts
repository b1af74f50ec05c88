import type { Archive } from './archive.ts';
import { readElements } from './elements.ts';

/** How a number is shown: as a date, or with leading zeros to a width; null as itself. */
export type Format = { readonly kind: 'date' } | { readonly kind: 'zeros'; readonly width: number } | null;

/** Formats that have numbers instead of a code, and show a date (ECMA-376 18.8.30, and the East Asian ones). */
const dateFormats: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 22],
  ...[27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58],
]);

const none: readonly Format[] = [];

/** The format of each cell style, by its place. */
export async function readFormats(archive: Archive): Promise<readonly Format[]> {
  if (!archive.has('xl/styles.xml')) return none;
  const codes = new Map<number, string>();
  const formats: Format[] = [];
  let inCells = false;
  await readElements(archive.read('xl/styles.xml'), {
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells && formats.length < mostFormats) {
        const id = Number(attribute('numFmtId') ?? 0);
        formats.push(dateFormats.has(id) ? { kind: 'date' } : formatOf(codes.get(id) ?? ''));
      }
    },
    text: () => {},
    close: (name) => name === 'cellXfs',
  });
  return formats;
}

/** As many as a workbook may have. */
const mostFormats = 65_490;

/** What a code shows of positive numbers; quoted, escaped and bracketed parts are no pattern. */
export function formatOf(code: string): Format {
  const pattern = (code.slice(0, 1_000).split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .toLowerCase();
  if (/[dyj]|a{3}/.test(pattern) || (pattern.includes('m') && !/[hs]/.test(pattern))) return { kind: 'date' };
  return /^0{2,40}$/.test(pattern) ? { kind: 'zeros', width: pattern.length } : null;
}
