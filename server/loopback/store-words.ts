/** What a person is told of a fault of the store. */
import { hostname } from 'node:os';
import type { StoreError, StoreErrorCode } from '../../store/index.ts';
import type { Words } from '../operations/refusal.ts';

type Ids = StoreError['ids'];

const words: Readonly<Partial<Record<StoreErrorCode, (ids: Ids, message: string) => Words>>> = {
  'store-locked': ({ folder, processId, host }) => {
    const where = host === undefined || host === hostname() ? '' : ` (${host})`;
    return {
      fr: `le dossier ${folder} est ouvert par le processus ${processId}${where} ; arrêtez-le, ou donnez un autre dossier avec --data`,
      en: `the folder ${folder} is open in process ${processId}${where}; stop it, or name another folder with --data`,
    };
  },
  'store-not-writable': ({ folder, reason }) => {
    const why = reasons[String(reason)];
    return {
      fr: `Palier ne peut pas écrire dans le dossier de données ${folder} (${why?.fr ?? reason}) ; il doit pouvoir y écrire, même pour lire : donnez-lui ce droit, ou un autre dossier avec --data`,
      en: `Palier cannot write to the data folder ${folder} (${why?.en ?? reason}); it has to, even for reading: give it the right, or name another folder with --data`,
    };
  },
  'store-damaged': ({ data }) => ({
    fr: `la base dans ${data} ne s’ouvre pas : ses fichiers sont abîmés, comme après une coupure de courant, ou d’un autre programme. Rendez-lui une sauvegarde avec palier restore FICHIER --replace ; sans sauvegarde, mettez ce dossier de côté et importez de nouveau : ce que le journal des envois connaît n’est pas renvoyé`,
    en: `the store in ${data} does not open: its files are damaged, as after a power cut, or another program’s. Give it a backup with palier restore FILE --replace; without one, move that folder away and import again: what the send journal knows is not sent again`,
  }),
  'store-cut-off': () => ({
    fr: 'une restauration de cette base a été interrompue ; relancez palier restore FICHIER --replace',
    en: 'a restore of this store was cut off; run palier restore FILE --replace again',
  }),
  'store-in-use': ({ sessions, host }) => {
    const from = host === '' ? '' : ` (${host})`;
    return {
      fr: `Palier travaille sur cette base : ${sessions} connexion(s) ouverte(s)${from} ; arrêtez-le d’abord, partout où il tourne`,
      en: `Palier works on this store: ${sessions} open connection(s)${from}; stop it first, wherever it runs`,
    };
  },
  'store-newer': ({ migration }) => ({
    fr: `la base a été écrite par une version plus récente de Palier (${migration}) ; installez cette version ou une plus récente ; rien n’a été changé`,
    en: `the store was written by a newer version of Palier (${migration}); install that version or a newer one; nothing was changed`,
  }),
  'store-broken': (_, message) => ({
    fr: `la base s’est arrêtée au milieu d’une écriture (${message}) ; voyez le disque (place libre, droit d’écrire), puis relancez : elle reprend ce qui était acquis`,
    en: `the store has ended in the middle of a write (${message}); see to the disk (free room, right to write), then start again: it goes on with what was certain`,
  }),
};

/** Codes of the system, in words. */
const reasons: Readonly<Record<string, Words>> = {
  EROFS: { fr: 'disque en lecture seule', en: 'the disk is read-only' },
  EACCES: { fr: 'accès refusé', en: 'no permission' },
  EPERM: { fr: 'accès refusé', en: 'no permission' },
  ENOSPC: { fr: 'disque plein', en: 'the disk is full' },
  EDQUOT: { fr: 'quota atteint', en: 'over quota' },
  ENOTDIR: { fr: 'un fichier porte ce nom', en: 'a file is in its place' },
  EEXIST: { fr: 'un fichier porte ce nom', en: 'a file is in its place' },
};

/** One without words of its own says its message. */
export function storeWords({ code, message, ids }: StoreError): Words {
  return words[code]?.(ids, message) ?? { fr: message, en: message };
}
