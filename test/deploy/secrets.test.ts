import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './composition.ts';

const folder = mkdtempSync(join(tmpdir(), 'palier-secrets-'));

function makeSecrets(): Readonly<Record<string, string>> {
  execFileSync(process.execPath, [join(root, 'deploy/make-secrets.ts'), folder], { stdio: 'pipe' });
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

const first = makeSecrets();
const mode = (path: string) => statSync(join(folder, path)).mode & 0o777;

describe('the secrets of a first start', () => {
  it('give each service what it needs', () => {
    expect(Object.keys(first).toSorted()).toEqual([
      'mail/mail.crt',
      'mail/mail.key',
      'palier/mail.crt',
      'palier/password',
      'postgres/palier',
      'postgres/superuser',
      'postgres/temporal',
      'temporal/password',
    ]);
    expect(first['palier/password']).toBe(first['postgres/palier']);
    expect(first['temporal/password']).toBe(first['postgres/temporal']);
    expect(first['palier/mail.crt']).toBe(first['mail/mail.crt']);
  });

  it('are long, and different', () => {
    const passwords = ['superuser', 'palier', 'temporal'].map((name) => first[`postgres/${name}`] ?? '');

    expect(new Set(passwords).size).toBe(3);
    expect(passwords.every((password) => /^[A-Za-z0-9_-]{43}\n$/.test(password))).toBe(true);
  });

  it('are closed to others', () => {
    expect(Object.keys(first).filter((path) => (mode(path) & 0o007) !== 0)).toEqual([]);
  });

  it('stay at the next start', () => {
    expect(makeSecrets()).toEqual(first);
  });
});

describe('the certificate of the mail catcher', () => {
  const cert = first['mail/mail.crt'] ?? '';
  const server = createServer({ cert, key: first['mail/mail.key'] ?? '' }, (socket) => socket.end('hello'));
  afterAll(() => server.close());

  /** What a client hears that trusts these authorities and calls the server by this name. */
  async function greet(servername: string, ca?: string): Promise<string> {
    if (!server.listening) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, servername, ...(ca === undefined ? {} : { ca }) });
      socket.once('data', (text) => resolve(text.toString()));
      socket.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    });
  }

  it('is one that a client takes who trusts it, under its name and no other', async () => {
    expect(await greet('mail', cert)).toBe('hello');
    expect(await greet('other', cert)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(await greet('mail')).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('signs for nobody else, and lasts', () => {
    const parsed = new X509Certificate(cert);
    const years = (parsed.validToDate.getTime() - parsed.validFromDate.getTime()) / (365 * 86_400_000);

    expect(parsed.ca).toBe(false);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(years).toBe(10);
  });
});
