/** How Temporal is reached, by the variables that Temporal's own tools read. */
import type { TemporalSettings } from '../../workers/temporal/settings.ts';
import { readEncryptionKeys } from './encryption-keys.ts';
import { readTemporalTls } from './temporal-tls.ts';
import { given, unusable, type Variables } from './variables.ts';

const defaultNamespace = 'palier';

/** @throws Refusal that names the variable and what it may hold, never its value. */
export function readTemporalSettings(env: Variables): TemporalSettings {
  const apiKey = given(env, 'TEMPORAL_API_KEY');
  return {
    ...{ address: addressOf(env), namespace: namespaceOf(env), apiKey: apiKeyOf(apiKey) },
    tls: readTemporalTls(env, apiKey !== null),
    encryption: readEncryptionKeys(env),
    deployment: deploymentOf(env),
    taskQueuePrefix: 'palier',
  };
}

function addressOf(env: Variables): string | null {
  const address = given(env, 'TEMPORAL_ADDRESS');
  if (address === null) return null;
  const [, port] = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/@[\]]+):(\d{1,5})$/.exec(address) ?? [];
  if (port !== undefined && Number(port) >= 1 && Number(port) <= 65_535) return address;
  throw unusable('TEMPORAL_ADDRESS', {
    fr: 'écrivez l’hôte et le port, sans http:// ni chemin, par exemple temporal.example:7233',
    en: 'write host and port, without http:// and without a path, for example temporal.example:7233',
  });
}

function namespaceOf(env: Variables): string {
  const namespace = given(env, 'TEMPORAL_NAMESPACE') ?? defaultNamespace;
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$/.test(namespace)) return namespace;
  throw unusable('TEMPORAL_NAMESPACE', {
    fr: 'un nom de 2 à 100 lettres, chiffres, points ou tirets est attendu, par exemple palier ou palier.a1b2c',
    en: 'a name of 2 to 100 letters, digits, dots or dashes is expected, for example palier or palier.a1b2c',
  });
}

/** It travels in a header. */
function apiKeyOf(apiKey: string | null): string | null {
  if (apiKey === null || /^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw unusable('TEMPORAL_API_KEY', {
    fr: 'une clé n’a ni espace, ni retour à la ligne, ni accent',
    en: 'a key has no spaces, line breaks or accents',
  });
}

/** What this process runs, by the names that Temporal's worker controller gives: both, or neither. */
function deploymentOf(env: Variables): TemporalSettings['deployment'] {
  const names = ['TEMPORAL_DEPLOYMENT_NAME', 'TEMPORAL_WORKER_BUILD_ID'] as const;
  const [name, buildId] = [given(env, names[0]), given(env, names[1])];
  if (name !== null && buildId !== null) return { name, buildId };
  if (name === null && buildId === null) return null;
  throw unusable(name === null ? names[0] : names[1], {
    fr: `${names.join(' et ')} vont ensemble`,
    en: `${names.join(' and ')} go together`,
  });
}
