import { given, unusable, type Variables } from './variables.ts';

const name = 'PALIER_CODEC_ORIGIN';

/** Reads the origin of Temporal's pages, to which encrypted payloads may be shown; null: to none. */
export function readCodecOrigin(env: Variables): string | null {
  const text = given(env, name);
  if (text === null) return null;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) {
    const { origin } = new URL(text);
    if (text === origin || text === `${origin}/`) return origin;
  }
  throw unusable(name, {
    fr: 'l’origine des pages de Temporal est attendue, sans chemin, par exemple http://127.0.0.1:8233',
    en: 'the origin of Temporal’s pages is expected, without a path, for example http://127.0.0.1:8233',
  });
}
