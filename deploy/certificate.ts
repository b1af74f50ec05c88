/**
 * A certificate that signs itself, for a mail server inside the composition: Palier only speaks to a mail
 * server over an encrypted connection, and neither Node nor the images bring a program that makes one.
 *
 * DER of X.509 version 3 (RFC 5280) with an ECDSA key on P-256 (RFC 5758). It names hosts, and says that it
 * is no authority: whoever trusts it trusts this one server.
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly key: string;
}

const day = 86_400_000;

/** @param hosts Names under which the server is called; the first is also the subject. */
export function makeCertificate(
  hosts: readonly [string, ...string[]],
  from: Date,
  days: number,
): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid.commonName, der(0x0c, Buffer.from(hosts[0])))));
  const toBeSigned = sequence(
    tagged(0, der(0x02, Buffer.of(2))),
    der(0x02, serialNumber()),
    sequence(oid.ecdsaWithSha256),
    name,
    sequence(time(from), time(new Date(from.getTime() + days * day))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(alternativeNames(hosts), noAuthority, forServers)),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = sequence(toBeSigned, sequence(oid.ecdsaWithSha256), bitString(signature));
  return {
    certificate: pem('CERTIFICATE', certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** One value: its tag, its length, its content. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, 0x80 | bytes.length, ...bytes), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function set(...parts: readonly Buffer[]): Buffer {
  return der(0x31, Buffer.concat(parts));
}

function tagged(number: number, content: Buffer): Buffer {
  return der(0xa0 | number, content);
}

/** The first byte counts the unused bits of the last one: none. */
function bitString(content: Buffer): Buffer {
  return der(0x03, Buffer.concat([Buffer.of(0), content]));
}

function identifier(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

const oid = {
  commonName: identifier('550403'),
  ecdsaWithSha256: identifier('2a8648ce3d040302'),
  alternativeNames: identifier('551d11'),
  basicConstraints: identifier('551d13'),
  extendedUsage: identifier('551d25'),
  serverAuthentication: identifier('2b06010505070301'),
};

const critical = der(0x01, Buffer.of(0xff));
const noAuthority = sequence(oid.basicConstraints, critical, der(0x04, sequence()));
const forServers = sequence(oid.extendedUsage, der(0x04, sequence(oid.serverAuthentication)));

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) => der(0x82, Buffer.from(host, 'latin1')));
  return sequence(oid.alternativeNames, der(0x04, sequence(...names)));
}

/** Positive, and its first byte no zero: an integer has one form only. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

/** Two digits of the year until 2049, as the standard wants it; nothing here lasts longer. */
function time(instant: Date): Buffer {
  const digits = instant.toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x17, Buffer.from(digits.slice(2)));
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
