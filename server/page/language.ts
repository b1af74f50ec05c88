import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { parseAccept } from 'hono/utils/accept';
import type { Language } from '../../engine/flow/index.ts';

const cookie = 'palier-language';
const year = 31_536_000;

function known(text: string | undefined): Language | null {
  const name = text?.trim().slice(0, 2).toLowerCase();
  return name === 'fr' || name === 'en' ? name : null;
}

/**
 * The language of a request: what `?lang=` asks for, which is remembered; else what was remembered;
 * else what the browser prefers; else the fall-back.
 */
export function languageOf(c: Context, fallback: Language): Language {
  const asked = known(c.req.query('lang'));
  if (asked !== null) {
    setCookie(c, cookie, asked, { path: '/', maxAge: year, sameSite: 'Lax', httpOnly: true });
    return asked;
  }
  const remembered = known(getCookie(c, cookie));
  if (remembered !== null) return remembered;
  const preferred = parseAccept(c.req.header('accept-language') ?? '').flatMap(({ type, q }) =>
    q > 0 ? (known(type) ?? []) : [],
  );
  return preferred[0] ?? fallback;
}
