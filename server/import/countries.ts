import { fold } from './names.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** ISO 3166 codes by code and by folded name, French and English, as the runtime knows them. */
export function countriesByName(): ReadonlyMap<string, string> {
  const found = new Map<string, string>([
    ['uk', 'GB'],
    ['usa', 'US'],
  ]);
  for (const language of ['fr', 'en']) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
      const name = names.of(code);
      if (name === undefined || isRetired(code)) continue;
      found.set(code.toLowerCase(), code);
      if (!found.has(fold(name))) found.set(fold(name), code);
    }
  }
  return found;
}

/** Codes that now stand for another country: `BU` for Myanmar, `UK` for the United Kingdom. */
function isRetired(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`;
}
