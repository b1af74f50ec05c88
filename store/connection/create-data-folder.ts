/**
 * Creates a PGlite data folder and ends; run as a child process, because creation takes some 800 MB
 * that the process would keep. Usage: `node create-data-folder.ts <folder>`.
 */
import { renameSync, rmSync } from 'node:fs';
import { openPGlite } from './pglite.ts';
import { syncFolder } from './sync-folder.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder to create');
const draft = `${folder}.new`;
rmSync(draft, { recursive: true, force: true });
const pglite = await openPGlite({ dataDir: draft });
await pglite.exec('checkpoint');
await pglite.close();
syncFolder(draft);
renameSync(draft, folder);
process.exit(0);
