import type { EncryptionKeys } from '../../workers/temporal/settings.ts';
import type { Words } from '../operations/refusal.ts';
import { given, unusable, type Variables } from './variables.ts';

const name = 'PALIER_ENCRYPTION_KEYS';
const keyBytes = 32;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * Reads `PALIER_ENCRYPTION_KEYS`: `id:key,id2:key2`, the first of which encrypts. An entry is told by its
 * place: where its halves were swapped, its id is the secret.
 */
export function readEncryptionKeys(env: Variables): EncryptionKeys | null {
  const text = given(env, name);
  if (text === null) return null;
  const entries = text.split(',').map((entry, index) => readEntry(entry.trim(), index + 1));
  const keys = new Map(entries);
  const [first] = entries;
  if (first === undefined || keys.size < entries.length) {
    throw refused({ fr: 'deux clés ont le même nom', en: 'two keys have the same id' });
  }
  return { active: first[0], keys };
}

function readEntry(entry: string, place: number): readonly [id: string, key: Uint8Array] {
  const [, id = '', encoded = ''] = /^([^:]*):(.*)$/.exec(entry) ?? [];
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(id)) {
    throw refused({
      fr: `l’entrée n° ${place} doit être de la forme nom:clé, le nom en lettres, chiffres, points ou tirets, de 40 signes au plus`,
      en: `entry no. ${place} must read id:key, the id of letters, digits, dots or dashes, 40 of them at most`,
    });
  }
  if (!base64.test(encoded)) {
    throw refused({
      fr: `la clé n° ${place} n’est pas en base64`,
      en: `key no. ${place} is not base64`,
    });
  }
  const key = Buffer.from(encoded, 'base64');
  if (key.length === keyBytes) return [id, key];
  throw refused({
    fr: `la clé n° ${place} compte ${key.length} octets au lieu de ${keyBytes}`,
    en: `key no. ${place} has ${key.length} bytes instead of ${keyBytes}`,
  });
}

function refused(why: Words) {
  return unusable(name, {
    fr: `${why.fr} ; openssl rand -base64 ${keyBytes} fait une clé`,
    en: `${why.en}; openssl rand -base64 ${keyBytes} makes a key`,
  });
}
