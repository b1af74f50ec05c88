/**
 * Makes the passwords of the composition, once: `node deploy/make-secrets.ts <folder>`. Each service gets a
 * folder with what it needs and nothing else; what is there already stays, so that it may run at each start.
 *
 *   postgres/  superuser, palier, temporal: one password a file
 *   temporal/  password
 *   palier/    password, and mail.crt to trust
 *   mail/      mail.crt, mail.key
 *
 * Folders and files are readable by the group, because each image has a user of its own.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeCertificate } from './certificate.ts';

const ofGroup = 0o640;
const certificateDays = 3650;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder: node deploy/make-secrets.ts <folder>');
makeSecrets(folder);

function makeSecrets(root: string): void {
  const password = (path: string) =>
    once(join(root, path), () => `${randomBytes(32).toString('base64url')}\n`);
  password('postgres/superuser');
  const palier = password('postgres/palier');
  const temporal = password('postgres/temporal');
  write(join(root, 'temporal/password'), temporal);
  write(join(root, 'palier/password'), palier);
  if (!existsSync(join(root, 'mail/mail.crt'))) {
    const { certificate, key } = makeCertificate(['mail', 'localhost'], new Date(), certificateDays);
    write(join(root, 'mail/mail.key'), key);
    write(join(root, 'mail/mail.crt'), certificate);
  }
  write(join(root, 'palier/mail.crt'), readFileSync(join(root, 'mail/mail.crt'), 'utf8'));
}

/** The content of the file, which is made where it is missing. */
function once(path: string, make: () => string): string {
  if (!existsSync(path)) write(path, make());
  return readFileSync(path, 'utf8');
}

/** Whole or not at all: a password that is half there would be used. */
function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
  writeFileSync(`${path}.new`, content, { mode: ofGroup });
  renameSync(`${path}.new`, path);
}
