import type { Log } from '../../workers/telemetry/index.ts';
import type { LogLevel } from '../environment/telemetry-settings.ts';

/**
 * One JSON object a line: `time`, `level`, `message`, and ids. The library is loaded only where somebody
 * wants lines.
 */
export async function createLog(level: LogLevel, write: (line: string) => void): Promise<Log> {
  const { pino } = await import('pino');
  const lines = pino(
    {
      level,
      base: { service: 'palier', pid: process.pid },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return {
    error: (fields, message) => lines.error(fields, message),
    warn: (fields, message) => lines.warn(fields, message),
    info: (fields, message) => lines.info(fields, message),
    debug: (fields, message) => lines.debug(fields, message),
  };
}
