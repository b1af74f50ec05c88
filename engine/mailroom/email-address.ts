/** An email address that can be written to: one address, no spaces, no signs that end or group addresses. */
const pattern = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+\.[^\s@,;:<>()[\]\\"]{2,}$/u;
const refused = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\s,;:<>()[\]\\"]/.test(String.fromCharCode(code)) ? 1 : 0,
);
const sign = '@'.charCodeAt(0);
const point = '.'.charCodeAt(0);
const longest = 254;

/**
 * True for an address that can be written to. A simulation asks this for every message, so addresses
 * in ASCII are read in one pass; for others the pattern, which says the same, is slow enough.
 */
export function isEmail(text: string | null): text is string {
  if (text === null || text.length > longest) return false;
  let at = -1;
  let dot = -1;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code >= 128) return pattern.test(text);
    if (code === sign) {
      if (at >= 0 || place === 0) return false;
      at = place;
    } else if (refused[code] === 1) return false;
    else if (code === point && dot < 0 && at >= 0 && place > at + 1) dot = place;
  }
  return dot > 0 && text.length - dot > 2;
}
