import { DefaultLogger, IllegalStateError, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { type Log, trailOf } from '../telemetry/index.ts';

/**
 * Settles what the libraries of Temporal do for the whole process: they write nothing themselves, since
 * their messages may quote what failed, and they leave its signals alone, since whoever runs the workers
 * stops them. The first call counts.
 */
export function installRuntime(log: Log): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('ERROR', ({ message, meta }) => {
        const run = typeof meta?.workflowId === 'string' ? { run: meta.workflowId } : {};
        const error = meta?.error === undefined ? {} : { error: trailOf(meta.error) };
        log.error({ code: 'temporal-library', ...run, ...error }, message);
      }),
      telemetryOptions: {
        logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} },
      },
      shutdownSignals: [],
    });
  } catch (error) {
    // There is one already.
    if (!(error instanceof IllegalStateError)) throw error;
  }
}
