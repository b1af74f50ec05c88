/** Opens a data folder, writes a setting, says so, and stays until it is killed. */
import { openStore, writeSetting } from '../../store/index.ts';

const store = await openStore({ dataDir: process.argv[2] ?? '' });
await writeSetting(store.db, 'held', true, { at: 0, actor: 'test' });
process.stdout.write('open\n');
setInterval(() => store.kind, 1000);
