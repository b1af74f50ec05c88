import type { ImportResult } from '../../store/index.ts';
import type { Telemetry } from './telemetry.ts';

const changes = ['created', 'changed', 'settled', 'reopened', 'unchanged', 'paid'] as const;

/**
 * Tells of an import, with which traces begin.
 *
 * @param take Takes the rows; the context is to be stored with the import.
 */
export async function tellImport<Result extends ImportResult>(
  { log, metrics, spans }: Telemetry,
  kind: string,
  take: (traceparent: { readonly traceparent?: string }) => Promise<Result | null>,
): Promise<Result | null> {
  const span = spans?.begin('import', { parent: null, fields: { kind } });
  try {
    const result = await take(span === undefined ? {} : { traceparent: span.traceparent });
    if (result === null || result.importId === null) return result;
    const { importId, notes } = result;
    for (const change of changes) metrics.importRows.add(result[change], { kind, change });
    metrics.importRows.add(notes.refused.length, { kind, change: 'refused' });
    span?.add({ import: importId, count: result.created });
    log.info({ import: importId, kind, count: result.created }, 'import taken');
    return result;
  } catch (error) {
    span?.fail('import-failed');
    throw error;
  } finally {
    span?.end();
  }
}
