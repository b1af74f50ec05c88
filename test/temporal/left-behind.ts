// Starts a dev server with the settings of its argument, says its process id and lives on until it is killed.
import { type DevServerOptions, startDevServer } from '../../workers/temporal/dev-server/index.ts';

const settings = JSON.parse(process.argv[2] ?? '') as Omit<DevServerOptions, 'say'>;
const { pid } = await startDevServer({ ...settings, say: () => {} });
console.log(pid);
setInterval(() => {}, 60_000);
