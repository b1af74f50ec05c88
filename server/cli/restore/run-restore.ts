/** `palier restore` works on a store that nobody has open: it never asks a running process. */
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Restored } from '../../backup/restore-backup.ts';
import { dataFolderOf } from '../../house/data-folder.ts';
import { readSettings } from '../../settings.ts';
import { exampleWorkspace } from '../../workspace/find-workspace.ts';
import type { CallOptions } from '../call/call-operation.ts';
import { sentence } from '../call/operate.ts';
import { guarded } from '../guarded.ts';
import type { Cli } from '../io.ts';
import { workspaceFolder } from '../open-workspace.ts';
import { counted } from '../print/dates.ts';

export interface RestoreFlags {
  readonly replace?: boolean;
  readonly journal?: readonly string[];
  readonly withoutJournal?: boolean;
}

export async function runRestore(cli: Cli, file: string, flags: RestoreFlags, self: Command): Promise<void> {
  const options = self.optsWithGlobals<CallOptions>();
  const settings = readSettings(cli.env);
  const workspace = await workspaceFolder(cli, options);
  const isExample = workspace === (await exampleWorkspace());
  const { cwd } = cli;
  const dataFolder = dataFolderOf({ asked: options.data, settings, cwd, workspace, isExample });
  const { databaseUrl } = settings;
  const { restoreBackup } = await import('../../backup/restore-backup.ts');
  const done = await guarded(cli, () =>
    restoreBackup({
      file: resolve(cwd, file),
      location: databaseUrl === null ? { dataDir: dataFolder } : { url: databaseUrl },
      journalPath: join(dataFolder, 'journal', 'sends.jsonl'),
      otherJournals: (flags.journal ?? []).map((path) => resolve(cwd, path)),
      replace: flags.replace === true,
      withoutJournal: flags.withoutJournal === true,
    }),
  );
  cli.out(options.json === true ? `${JSON.stringify(done, null, 2)}\n` : sayRestored(cli, done));
  if (done.placed + done.waiting + done.nameless.length > 0) cli.exit(1);
}

function sayRestored(
  cli: Cli,
  { takenAt, rows, onTemporal, placed, waiting, nameless, journalFromBackup }: Restored,
): string {
  const taken = new Date(takenAt).toISOString();
  const said = [
    sentence(cli, {
      fr: `Restauré : ${rows} lignes, telles qu’elles étaient le ${taken}.`,
      en: `Restored: ${rows} rows, as they were at ${taken}.`,
    }),
  ];
  if (journalFromBackup) {
    said.push(
      sentence(cli, {
        fr: 'Le journal des envois est celui de la sauvegarde : ce qui est parti depuis, personne ne le sait, et cela peut repartir. Regardez le journal du serveur de messagerie avant de démarrer.',
        en: 'The send journal is that of the backup: what was sent since nobody knows, and it may be sent again. Look at the mail server’s log before you start.',
      }),
    );
  }
  if (placed > 0) {
    said.push(
      sentence(cli, {
        fr: `${counted(placed, 'envoi est parti depuis et mis', 'envois sont partis depuis et mis', 'fr')} à part : palier outbox --status uncertain les montre, palier resolve les tranche ; d’ici là rien ne part pour ces factures.`,
        en: `${counted(placed, 'delivery was sent since and is', 'deliveries were sent since and are', 'en')} set apart: palier outbox --status uncertain shows them, palier resolve settles them; until then nothing leaves for those invoices.`,
      }),
    );
  }
  if (onTemporal > 0) {
    said.push(
      sentence(cli, {
        fr: `${counted(onTemporal, 'suivi recommence', 'suivis recommencent', 'fr')} chez Temporal là où la sauvegarde les connaît ; les workflows d’avant sont terminés.`,
        en: `${counted(onTemporal, 'run begins', 'runs begin', 'en')} again on Temporal where the backup knows them; the workflows of before are ended.`,
      }),
    );
  }
  if (waiting > 0) {
    said.push(
      sentence(cli, {
        fr: `${counted(waiting, 'envoi concerne', 'envois concernent', 'fr')} des factures que cette base n’a pas encore : mis à part quand elles seront importées.`,
        en: `${counted(waiting, 'delivery is', 'deliveries are', 'en')} about invoices that this store does not have yet: set apart once these are imported.`,
      }),
    );
  }
  if (nameless.length > 0) {
    said.push(
      sentence(cli, {
        fr: `De ${nameless.length} envois le journal ne dit pas la facture (${nameless.slice(0, 10).join(', ')}) : ils peuvent repartir.`,
        en: `Of ${nameless.length} deliveries the journal does not say the invoice (${nameless.slice(0, 10).join(', ')}): they may be sent again.`,
      }),
    );
  }
  return said.join('');
}
