import type { TraceLine } from '../../../schemas/index.ts';

/** A trace line at the edges: instants as ISO strings. */
function traceToJson({ at, step, visit, what, detail }: TraceLine): Readonly<Record<string, unknown>> {
  return { at: instant(at), step, visit, what, detail: detail === null ? null : withInstants(detail) };
}

function withInstants(detail: NonNullable<TraceLine['detail']>): Readonly<Record<string, unknown>> {
  const { until } = detail;
  return typeof until === 'number' ? { ...detail, until: instant(until) } : detail;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

/**
 * Traces as JSON Lines, the runs one after the other; each line begins with its run. It is the form of
 * the expected traces beside the example scripts.
 */
export function tracesToJsonLines(
  runs: readonly { readonly run: string; readonly lines: readonly TraceLine[] }[],
): string {
  return runs
    .flatMap(({ run, lines }) => lines.map((line) => `${JSON.stringify({ run, ...traceToJson(line) })}\n`))
    .join('');
}
