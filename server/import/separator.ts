export const separators = [';', ',', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

export interface SeparatorGuess {
  readonly separator: Separator;
  /** How many of them a usual line holds; 0 where the file has a single column. */
  readonly perLine: number;
}

const sampleLength = 256 * 1024;
const sampleLines = 400;

/**
 * Guesses the separator from the first lines: the one that occurs equally often in most of them.
 * Commas are also decimal commas, so that another separator wins unless commas are far more frequent.
 */
export function guessSeparator(text: string): SeparatorGuess {
  const lines = text
    .slice(0, sampleLength)
    .replace(/"[^"]*"/g, 'q')
    .split('\n', sampleLines)
    .filter((line) => line.trim() !== '');
  let best: SeparatorGuess & { score: number } = { separator: ';', perLine: 0, score: 0 };
  for (const separator of separators) {
    const { perLine, share } = usual(lines, separator);
    const score = perLine * share * (separator === ',' ? 0.34 : 1);
    if (perLine > 0 && score > best.score) best = { separator, perLine, score };
  }
  return { separator: best.separator, perLine: best.perLine };
}

function usual(lines: readonly string[], separator: string): { perLine: number; share: number } {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(separator).length - 1;
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  let perLine = 0;
  let most = 0;
  for (const [count, times] of counts) {
    if (times > most || (times === most && count > perLine)) {
      perLine = count;
      most = times;
    }
  }
  return { perLine, share: lines.length === 0 ? 0 : most / lines.length };
}
