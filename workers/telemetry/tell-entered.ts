import {
  type Db,
  type RunStart,
  saveTraceparents,
  type Tx,
  traceparentsOfImports,
} from '../../store/index.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * Tells of runs that begin. The span of each stands under that of the import which gave its invoice, and
 * its context is stored with the run, in the run's own transaction: all that follows stands under it.
 *
 * @returns to be called once the transaction is committed.
 */
export async function tellEntered(
  { log, metrics, spans }: Telemetry,
  tx: Tx,
  starts: readonly RunStart[],
): Promise<() => void> {
  const open = spans === null || starts.length === 0 ? [] : await beginSpans(spans, tx, starts);
  return () => {
    for (const span of open) span.end();
    for (const { id, flowId, state } of starts) {
      metrics.runsStarted.add(1, { flow: flowId });
      log.debug({ run: id, flow: flowId, release: state.release }, 'run begun');
    }
  };
}

async function beginSpans(spans: NonNullable<Telemetry['spans']>, tx: Db, starts: readonly RunStart[]) {
  const cycles = new Map(starts.map(({ invoiceId, cycle }) => [invoiceId, cycle]));
  const imports = await traceparentsOfImports(tx, cycles);
  const open = starts.map(({ id, invoiceId, flowId, state }) => ({
    run: id,
    span: spans.begin('enter', {
      parent: imports.get(invoiceId) ?? null,
      fields: { run: id, flow: flowId, release: state.release },
    }),
  }));
  await saveTraceparents(
    tx,
    open.map(({ run, span }) => ({ run, traceparent: span.traceparent })),
  );
  return open.map(({ span }) => span);
}
