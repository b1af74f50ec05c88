import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TemporalTls } from '../../workers/temporal/settings.ts';
import { given, unusable, type Variables } from './variables.ts';

/** The variables of one PEM: its path, or the text itself. */
type Pem = 'CLIENT_CERT' | 'CLIENT_KEY' | 'SERVER_CA_CERT';

/**
 * Whether the connection is encrypted, and how. Any of these variables asks for it, and so does an API
 * key, which is never sent in the clear.
 */
export function readTemporalTls(env: Variables, hasApiKey: boolean): TemporalTls | null {
  const wanted = switchOf(env, 'TEMPORAL_TLS');
  if (switchOf(env, 'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION') === true) {
    throw unusable('TEMPORAL_TLS_DISABLE_HOST_VERIFICATION', {
      fr: 'le certificat du serveur est toujours vérifié ; donnez son autorité (TEMPORAL_TLS_SERVER_CA_CERT_PATH) ou son nom (TEMPORAL_TLS_SERVER_NAME)',
      en: 'the server’s certificate is always checked; give its authority (TEMPORAL_TLS_SERVER_CA_CERT_PATH) or its name (TEMPORAL_TLS_SERVER_NAME)',
    });
  }
  const serverCa = pemOf(env, 'SERVER_CA_CERT');
  const client = clientOf(env);
  const serverName = given(env, 'TEMPORAL_TLS_SERVER_NAME');
  const isImplied = hasApiKey || serverCa !== null || client !== null || serverName !== null;
  if (wanted === false && isImplied) {
    throw unusable('TEMPORAL_TLS', {
      fr: 'false ne va pas avec une clé d’API, des certificats ou un nom de serveur ; retirez l’un ou les autres',
      en: 'false does not go with an API key, certificates or a server name; take one of them away',
    });
  }
  return wanted === true || isImplied ? { serverCa, client, serverName } : null;
}

function switchOf(env: Variables, name: string): boolean | null {
  const text = given(env, name)?.toLowerCase() ?? null;
  if (text === null) return null;
  if (['true', '1'].includes(text)) return true;
  if (['false', '0'].includes(text)) return false;
  throw unusable(name, { fr: 'true ou false est attendu', en: 'true or false is expected' });
}

function clientOf(env: Variables): TemporalTls['client'] {
  const certificate = pemOf(env, 'CLIENT_CERT');
  const key = pemOf(env, 'CLIENT_KEY');
  if (certificate !== null && key !== null) return { certificate, key };
  if (certificate === null && key === null) return null;
  const missing = certificate === null ? 'CLIENT_CERT' : 'CLIENT_KEY';
  throw unusable(`TEMPORAL_TLS_${missing}_PATH`, {
    fr: 'le certificat du client et sa clé vont ensemble',
    en: 'the client’s certificate and its key go together',
  });
}

function pemOf(env: Variables, what: Pem): Uint8Array | null {
  const pathName = `TEMPORAL_TLS_${what}_PATH`;
  const dataName = `TEMPORAL_TLS_${what}_DATA`;
  const path = given(env, pathName);
  const data = given(env, dataName);
  if (path !== null && data !== null) {
    throw unusable(pathName, { fr: `${dataName} dit déjà la même chose`, en: `${dataName} says the same` });
  }
  if (path !== null) return checked(pathName, what, fileAt(pathName, path));
  return data === null ? null : checked(dataName, what, Buffer.from(`${data}\n`));
}

function fileAt(name: string, path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw unusable(name, {
      fr: `le fichier ne peut pas être ouvert (${code})`,
      en: `the file cannot be opened (${code})`,
    });
  }
}

/** What is wrong is said here, where its variable is known: a handshake would only fail. */
function checked(name: string, what: Pem, pem: Uint8Array): Uint8Array {
  const isKey = what === 'CLIENT_KEY';
  try {
    if (isKey) createPrivateKey(Buffer.from(pem));
    else new X509Certificate(pem);
    return pem;
  } catch {
    throw unusable(name, {
      fr: isKey
        ? 'une clé privée en PEM, sans mot de passe, est attendue'
        : 'un certificat en PEM est attendu',
      en: isKey ? 'a private key in PEM without a password is expected' : 'a certificate in PEM is expected',
    });
  }
}
