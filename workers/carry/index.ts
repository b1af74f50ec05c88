/** Gathers facts, asks the engine, commits what comes of it. The driver says when. */
export { advanceRuns, batchSize } from './advance-runs.ts';
export type { Carrier } from './carrier.ts';
export { enterInvoices } from './enter.ts';
export { contextFor } from './gather.ts';
export { type MailRound, mailRound } from './mail.ts';
export { recoverDeliveries } from './recover.ts';
export { createReleases, type LoadedRelease, loadRelease, type Releases } from './releases.ts';
export { sendEmail } from './send.ts';
export { createSurroundings, type Surroundings } from './surroundings.ts';
