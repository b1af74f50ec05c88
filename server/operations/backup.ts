import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { writeBackup } from '../backup/write-backup.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

/** Copies the whole store with the send journal into one file, as it is at one moment. */
export const backup = operation({
  name: 'backup',
  input: z.strictObject({ file: z.string().min(1).refine(isAbsolute, 'an absolute path is expected') }),
  async run(house, { file }) {
    const began = performance.now();
    try {
      const written = await writeBackup(file, house.store.db, house.journalPath);
      return { ...written, milliseconds: Math.round(performance.now() - began) };
    } catch (error) {
      throw error instanceof Refusal ? error : refusalOf(file, error);
    }
  },
});

function refusalOf(file: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  const words = {
    ENOSPC: { fr: 'le disque est plein', en: 'the disk is full' },
    EDQUOT: { fr: 'le quota du disque est atteint', en: 'the disk quota is reached' },
    ENOENT: { fr: 'ce dossier n’existe pas', en: 'that folder does not exist' },
    EACCES: { fr: 'ce dossier ne s’écrit pas', en: 'that folder cannot be written' },
    EROFS: { fr: 'ce dossier ne s’écrit pas', en: 'that folder cannot be written' },
    EISDIR: { fr: 'c’est un dossier', en: 'that is a folder' },
  }[code] ?? { fr: message, en: message };
  return new Refusal('failed', {
    fr: `pas de sauvegarde dans ${file} : ${words.fr} ; rien n’en reste`,
    en: `no backup in ${file}: ${words.en}; nothing of it is left`,
  });
}
