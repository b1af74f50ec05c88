/** What lies outside the store: the mail server, the journal, the disk. */
import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { countQuarantined } from '../../../store/index.ts';
import { readJournal } from '../../../workers/journal/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import type { Check } from './check.ts';

/** Free bytes below which somebody must make room. */
const leastFree = 1_000_000_000;

export async function checkMail({ settings: { smtp } }: OpenHouse): Promise<Check> {
  if (smtp === null) {
    const detail = {
      fr: 'aucun serveur (SMTP_URL) : les emails sont capturés, rien ne sort',
      en: 'no server (SMTP_URL): emails are captured, nothing leaves',
    };
    return { name: 'mail', state: 'ok', detail };
  }
  const server = `${smtp.host}:${smtp.port}`;
  const fault = await reach(smtp.host, smtp.port);
  if (fault === null) {
    return { name: 'mail', state: 'ok', detail: { fr: `${server} répond`, en: `${server} answers` } };
  }
  return {
    ...{ name: 'mail', state: 'bad' },
    detail: {
      fr: `${server} ne répond pas (${fault}) ; les messages attendent et repartiront`,
      en: `${server} does not answer (${fault}); messages wait and will be tried again`,
    },
  };
}

/** Null where a connection could be made. */
function reach(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5_000 });
    const end = (fault: string | null) => {
      socket.destroy();
      resolve(fault);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end('timeout'));
    socket.once('error', (error) => end('code' in error ? String(error.code) : error.message));
  });
}

export async function checkJournal({ journalPath, store }: OpenHouse): Promise<Check> {
  let lines = 0;
  for await (const _line of readJournal(journalPath)) lines += 1;
  const detail = { fr: `${lines} lignes, ${journalPath}`, en: `${lines} lines, ${journalPath}` };
  const waiting = await countQuarantined(store.db);
  if (waiting === 0) return { name: 'journal', state: 'ok', detail };
  return {
    ...{ name: 'journal', state: 'warn' },
    detail: {
      fr: `${detail.fr} ; ${waiting} envois que le journal est seul à connaître concernent des factures qui restent à importer`,
      en: `${detail.en}; ${waiting} deliveries that the journal alone knows are about invoices that are still to be imported`,
    },
  };
}

export async function checkDisk({ dataFolder }: OpenHouse): Promise<Check> {
  const stat = await statfs(dataFolder).catch(() => null);
  if (stat === null) return { name: 'disk', state: 'ok', detail: { fr: 'non mesuré', en: 'not measured' } };
  const free = stat.bavail * stat.bsize;
  const size = `${(free / 1e9).toFixed(1)}`;
  const detail = { fr: `${size.replace('.', ',')} Go libres`, en: `${size} GB free` };
  return { name: 'disk', state: free < leastFree ? 'bad' : 'ok', detail };
}
