/** An authority with certificates for tests: no program and no stored key is needed for them. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';

export interface Certificate {
  /** PEM. */
  readonly certificate: Buffer;
  readonly key: Buffer;
}

export interface Authority {
  /** PEM of the authority itself. */
  readonly certificate: Buffer;
  /** A certificate for a name, signed by this authority. */
  issue(name: string): Certificate;
}

export function createAuthority(): Authority {
  const key = newKey();
  const own = signedBy(key, 'authority', { name: 'authority', key, isAuthority: true });
  return {
    certificate: own,
    issue(name) {
      const leaf = newKey();
      return { certificate: signedBy(key, 'authority', { name, key: leaf, isAuthority: false }), key: leaf };
    },
  };
}

interface Subject {
  readonly name: string;
  readonly key: Buffer;
  readonly isAuthority: boolean;
}

function newKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

let serial = 0;

/** X.509 v3, written out in DER. */
function signedBy(signing: Buffer, issuer: string, { name, key, isAuthority }: Subject): Buffer {
  const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const publicKey = createPublicKey(createPrivateKey(key)).export({ type: 'spki', format: 'der' });
  serial += 1;
  const content = sequence(
    tagged(0xa0, tagged(0x02, Buffer.of(2))),
    tagged(0x02, Buffer.of(serial)),
    ecdsaWithSha256,
    nameOf(issuer),
    sequence(time('20200101000000Z'), time('20991231235959Z')),
    nameOf(name),
    publicKey,
    tagged(0xa3, sequence(isAuthority ? authorityExtension() : nameExtension(name))),
  );
  const signature = sign('sha256', content, createPrivateKey(signing));
  const whole = sequence(content, ecdsaWithSha256, tagged(0x03, Buffer.of(0), signature));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return Buffer.from(`-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
}

function authorityExtension(): Buffer {
  const isAuthority = tagged(0x04, sequence(tagged(0x01, Buffer.of(0xff))));
  return sequence(oid(0x55, 0x1d, 0x13), tagged(0x01, Buffer.of(0xff)), isAuthority);
}

function nameExtension(name: string): Buffer {
  return sequence(oid(0x55, 0x1d, 0x11), tagged(0x04, sequence(tagged(0x82, Buffer.from(name)))));
}

function nameOf(name: string): Buffer {
  return sequence(tagged(0x31, sequence(oid(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from(name)))));
}

function time(text: string): Buffer {
  return tagged(0x18, Buffer.from(text));
}

function oid(...bytes: readonly number[]): Buffer {
  return tagged(0x06, Buffer.from(bytes));
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tagged(0x30, ...parts);
}

function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), content]);
}
