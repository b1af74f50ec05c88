import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTemporalSettings } from '../../../server/environment/temporal-settings.ts';
import { createAuthority } from '../../temporal/certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'palier-pem-'));
const authority = createAuthority();
const client = authority.issue('palier.test');
const fileOf = (name: string, content: Buffer | string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('the settings of Temporal', () => {
  it('nothing set: the development server', () => {
    expect(readTemporalSettings({})).toEqual({
      ...{ address: null, namespace: 'palier', tls: null, apiKey: null, encryption: null, deployment: null },
      taskQueuePrefix: 'palier',
    });
  });

  it('a server of one’s own, with certificates in files', () => {
    const settings = readTemporalSettings({
      TEMPORAL_ADDRESS: 'temporal.example:7233',
      TEMPORAL_NAMESPACE: 'relances',
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: fileOf('ca.pem', authority.certificate),
      TEMPORAL_TLS_CLIENT_CERT_PATH: fileOf('client.pem', client.certificate),
      TEMPORAL_TLS_CLIENT_KEY_PATH: fileOf('client.key', client.key),
      TEMPORAL_TLS_SERVER_NAME: 'temporal.internal',
    });

    expect(settings).toMatchObject({
      address: 'temporal.example:7233',
      namespace: 'relances',
      tls: {
        serverCa: authority.certificate,
        client: { certificate: client.certificate, key: client.key },
        serverName: 'temporal.internal',
      },
    });
  });

  it('Temporal Cloud: an API key asks for an encrypted connection', () => {
    const settings = readTemporalSettings({
      TEMPORAL_ADDRESS: 'eu-west-3.aws.api.temporal.io:7233',
      TEMPORAL_NAMESPACE: 'palier.a1b2c',
      TEMPORAL_API_KEY: 'secret',
    });

    expect(settings).toMatchObject({
      apiKey: 'secret',
      tls: { serverCa: null, client: null, serverName: null },
    });
  });

  it('certificates may stand in the variables themselves', () => {
    const settings = readTemporalSettings({
      TEMPORAL_TLS_CLIENT_CERT_DATA: client.certificate.toString(),
      TEMPORAL_TLS_CLIENT_KEY_DATA: client.key.toString(),
    });

    expect(settings.tls?.client).toEqual(client);
  });

  it('reads the worker deployment', () => {
    const settings = readTemporalSettings({
      TEMPORAL_DEPLOYMENT_NAME: 'palier',
      TEMPORAL_WORKER_BUILD_ID: '2026-11-22',
    });

    expect(settings.deployment).toEqual({ name: 'palier', buildId: '2026-11-22' });
  });

  it.each<[name: string, env: Record<string, string>, message: RegExp]>([
    ['TEMPORAL_ADDRESS', { TEMPORAL_ADDRESS: 'https://host:7233' }, /write host and port/],
    ['TEMPORAL_ADDRESS', { TEMPORAL_ADDRESS: 'host' }, /write host and port/],
    ['TEMPORAL_ADDRESS', { TEMPORAL_ADDRESS: 'host:70000' }, /write host and port/],
    ['TEMPORAL_NAMESPACE', { TEMPORAL_NAMESPACE: 'a b' }, /a name of 2 to 100/],
    ['TEMPORAL_API_KEY', { TEMPORAL_API_KEY: 'two words' }, /no spaces/],
    ['TEMPORAL_TLS', { TEMPORAL_TLS: 'maybe' }, /true or false/],
    ['TEMPORAL_TLS', { TEMPORAL_TLS: 'false', TEMPORAL_API_KEY: 'secret' }, /does not go with an API key/],
    [
      'TEMPORAL_TLS_DISABLE_HOST_VERIFICATION',
      { TEMPORAL_TLS_DISABLE_HOST_VERIFICATION: 'true' },
      /always checked/,
    ],
    [
      'TEMPORAL_TLS_CLIENT_KEY_PATH',
      { TEMPORAL_TLS_CLIENT_CERT_PATH: fileOf('lone.pem', client.certificate) },
      /go together/,
    ],
    ['TEMPORAL_TLS_CLIENT_CERT_PATH', { TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere/x.pem' }, /\(ENOENT\)/],
    [
      'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
      { TEMPORAL_TLS_SERVER_CA_CERT_PATH: fileOf('text.pem', 'no certificate') },
      /a certificate in PEM is expected/,
    ],
    [
      'TEMPORAL_TLS_CLIENT_KEY_DATA',
      { TEMPORAL_TLS_CLIENT_KEY_DATA: client.certificate.toString() },
      /a private key in PEM/,
    ],
    ['TEMPORAL_WORKER_BUILD_ID', { TEMPORAL_DEPLOYMENT_NAME: 'palier' }, /go together/],
  ])('%s is refused by its name: %j', (name, env, message) => {
    const reading = () => readTemporalSettings(env);

    expect(reading).toThrowError(new RegExp(`^${name} cannot be read: `));
    expect(reading).toThrowError(message);
  });
});
