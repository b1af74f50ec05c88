/**
 * Puts a backup in the place of the store, and quarantines what the send journal knows beyond it, before
 * anybody can work on it: nothing that may have left is sent again without a person's word.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  beginAllAgain,
  openEmptyStore,
  type Quarantined,
  quarantineStrays,
  readLogicalTime,
  type StoreLocation,
  type Told,
  unknownMigrations,
} from '../../store/index.ts';
import { strayDeliveries } from '../../workers/carry/index.ts';
import { parseJournalLine, readJournal, readPhases } from '../../workers/journal/index.ts';
import { Refusal } from '../operations/refusal.ts';
import { type ProvenBackup, proveBackup, rowsOf } from './read-backup.ts';

export interface RestoreOptions {
  readonly file: string;
  readonly location: StoreLocation;
  readonly journalPath: string;
  /** Journals of other processes that sent on this store. */
  readonly otherJournals: readonly string[];
  /** True where a store that is there may give way. */
  readonly replace: boolean;
  /** True where nobody has the journal of the time after the backup. */
  readonly withoutJournal: boolean;
}

export interface Restored extends Quarantined {
  readonly takenAt: number;
  readonly rows: number;
  /** Runs whose workflows are begun again from what the backup knows. */
  readonly onTemporal: number;
  /** True where the journal came out of the backup: what was sent after it nobody knows. */
  readonly journalFromBackup: boolean;
}

/** @throws Refusal, and then nothing is changed. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { file, location, journalPath, otherJournals } = options;
  const proven = await proveBackup(file);
  refuseNewer(proven);
  for (const journal of otherJournals) {
    if (!existsSync(journal)) throw new Refusal('not-found', noFile(journal));
  }
  const isThere = existsSync(journalPath);
  const hasJournal = isThere && (await goOnFrom(proven.lastMessage, [journalPath, ...otherJournals]));
  if (!hasJournal && !options.withoutJournal)
    throw isThere ? otherJournal(journalPath) : noJournal(journalPath);
  const empty = await openEmptyStore(location);
  try {
    if (empty.isTaken && !options.replace) throw taken();
    const kept: string[] = [];
    let onTemporal = 0;
    let quarantined: Quarantined = { placed: 0, waiting: 0, nameless: [] };
    await empty.fill(
      proven.head,
      rowsOf(file, (line) => kept.push(line)),
      async (tx) => {
        const paths = [...(hasJournal ? [journalPath] : []), ...otherJournals];
        const told: Told = await strayDeliveries(tx, [
          // Messages went on leaving while the backup was written, after the moment that it shows.
          kept.flatMap((line) => parseJournalLine(line) ?? []),
          ...paths.map((path) => readJournal(path)),
        ]);
        quarantined = await quarantineStrays(tx, told, (await readLogicalTime(tx)) ?? Date.now());
        onTemporal = await beginAllAgain(tx);
      },
    );
    if (!hasJournal && kept.length > 0) await writeJournal(journalPath, kept);
    const { head, rows } = proven;
    return { ...quarantined, onTemporal, takenAt: head.takenAt, rows, journalFromBackup: !hasJournal };
  } finally {
    await empty.close();
  }
}

/**
 * True where the journals know the last message that the backup's journal knew. One that does not is another
 * machine's, or was begun anew: it would seem to say that nothing has left since.
 */
async function goOnFrom(lastMessage: string | null, journals: readonly string[]): Promise<boolean> {
  if (lastMessage === null) return true;
  for (const path of journals) if ((await readPhases(path)).has(lastMessage)) return true;
  return false;
}

/** It has no name of its own: the next process that sends begins a new file. */
async function writeJournal(path: string, lines: readonly string[]): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await appendFile(path, `${lines.join('\n')}\n`, { mode: 0o600 });
}

function refuseNewer({ head }: ProvenBackup): void {
  const unknown = unknownMigrations(head);
  if (unknown.length === 0) return;
  throw new Refusal('conflict', {
    fr: `cette sauvegarde a été écrite par une version plus récente de Palier (${unknown[0]}) ; installez cette version ou une plus récente ; rien n’a été changé`,
    en: `this backup was written by a newer version of Palier (${unknown[0]}); install that version or a newer one; nothing was changed`,
  });
}

function taken(): Refusal {
  return new Refusal('conflict', {
    fr: 'il y a déjà une base ici ; --replace la met de côté (PGlite) ou l’efface (PostgreSQL)',
    en: 'there is a store here already; --replace puts it aside (PGlite) or deletes it (PostgreSQL)',
  });
}

function noJournal(path: string): Refusal {
  return new Refusal('conflict', {
    fr: `le journal des envois ${path} manque : sans lui, ce qui est parti depuis la sauvegarde repartirait ; remettez-le en place, ou acceptez le risque avec --without-journal`,
    en: `the send journal ${path} is missing: without it, what was sent since the backup would be sent again; put it back, or take the risk with --without-journal`,
  });
}

function otherJournal(path: string): Refusal {
  return new Refusal('conflict', {
    fr: `le journal des envois ${path} n’est pas la suite de celui de la sauvegarde : il n’en connaît pas le dernier message, et ce qui est parti depuis repartirait ; mettez le bon à sa place, ou acceptez le risque avec --without-journal`,
    en: `the send journal ${path} does not go on from that of the backup: it does not know its last message, and what was sent since would be sent again; put the right one in its place, or take the risk with --without-journal`,
  });
}

function noFile(path: string) {
  return { fr: `il n’y a pas de fichier ${path}`, en: `there is no file ${path}` };
}
