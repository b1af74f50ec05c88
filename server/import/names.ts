/** Words that say nothing about what a column holds. */
const idle = new Set([
  ...['de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'en', 'a', 'au', 'of', 'the', 'in', 'to', 'et', 'and'],
  ...['eur', 'euro', 'euros', 'chf', 'usd', 'gbp'],
]);

const numbers = new Set(['n', 'no', 'nr', 'num', 'nbr', 'numero', 'number', 'nos']);

/** Lower case without accents, one space between words, everything else gone. */
export function fold(text: string): string {
  return text
    .slice(0, 500)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9+<>@%]+/g, ' ')
    .trim();
}

/**
 * The words by which a header is compared: without accents, case, filler words and currency. « dû »
 * is no filler; in capitals without accents it is told from « du » by standing last.
 *
 * @example headerWords('N° de la facture') // ['no', 'facture']
 */
export function headerWords(header: string): readonly string[] {
  const split = header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/dû/gi, 'due');
  return fold(split)
    .replace(/ du$/, ' due')
    .split(' ')
    .filter((word) => word !== '' && !idle.has(word))
    .map((word) => (numbers.has(word) ? 'no' : word));
}

/** Removes control characters and surrounding blanks; line ends inside become spaces. */
export function clean(cell: string): string {
  return cell.replace(/[\p{Cc}\u200b\ufeff]+/gu, ' ').trim();
}
