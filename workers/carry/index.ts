/** Gathers facts, asks the engine, commits what comes of it. The driver says when. */
export { advanceRuns, runsAtOnce } from './advance-runs.ts';
export { createBatchSize } from './batch-size.ts';
export type { Carrier } from './carrier.ts';
export { CarryError } from './carry-error.ts';
export { carryRun } from './carry-run.ts';
export { enterInvoices } from './enter.ts';
export { createEntrance } from './entrance.ts';
export { contextFor } from './gather.ts';
export { customersAtOnce, mailRound } from './mail.ts';
export { performRequest } from './perform-request.ts';
export { recoverAbandoned, recoverAtStart } from './recover.ts';
export { createReleases, type LoadedRelease, loadRelease } from './releases.ts';
export { resolveDelivery } from './resolve-delivery.ts';
export { createSameServer } from './same-server.ts';
export { type Answered, handOver, sendEmails, settleAnswered } from './send.ts';
export { strayDeliveries } from './strays.ts';
export { createSurroundings } from './surroundings.ts';
export { answerTurn, type Turn } from './turn.ts';
