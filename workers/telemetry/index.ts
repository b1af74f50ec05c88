/** How the work goes, told to logs, metrics and traces. */
export { type Log, silentLog, trailOf } from './log.ts';
export { createMetrics } from './metrics.ts';
export { observeStore } from './observe-store.ts';
export { createSpans } from './spans.ts';
export { silentTelemetry, type Telemetry } from './telemetry.ts';
export { tellEntered } from './tell-entered.ts';
export { tellImport } from './tell-import.ts';
export { type ToldRequest, tellMail } from './tell-mail.ts';
export { tellSending } from './tell-sending.ts';
export { tellSettled } from './tell-settled.ts';
export { type ToldTurn, tellTurns } from './tell-turns.ts';
