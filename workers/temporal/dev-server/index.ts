/**
 * Temporal's dev server, for those who have no Temporal: `findTemporalCli` finds or fetches its
 * program, `startDevServer` runs it on a folder.
 */
export { findTemporalCli, installed } from './find-temporal-cli.ts';
export { type DevServer, type DevServerOptions, startDevServer } from './start-dev-server.ts';
