/**
 * Spans whose parents come from the store: a trace goes on weeks later, in another process and under
 * another driver, because the context in which a run began stands beside the run.
 */
import {
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';

/** What a span may say; ids, and names out of flows and closed lists. */
export interface SpanFields {
  readonly run?: string | undefined;
  readonly flow?: string;
  readonly release?: string;
  readonly step?: string;
  readonly visit?: number;
  readonly ask?: string;
  readonly channel?: string;
  readonly delivery?: string | undefined;
  readonly import?: string;
  readonly kind?: string;
  readonly fate?: string;
  readonly status?: string;
  readonly phase?: string;
  readonly outcome?: string | undefined;
  readonly code?: string;
  readonly count?: number;
}

export type SpanName = 'import' | 'enter' | 'turn' | 'decide' | 'mailroom' | 'send';

export interface SpanOptions {
  /** The `traceparent` that the span belongs under; null begins a trace. */
  readonly parent: string | null;
  /** Others that it has to do with. */
  readonly links?: readonly string[];
  readonly fields: SpanFields;
  /** Epoch milliseconds; now where absent. */
  readonly start?: number;
}

/** A span under way. */
export interface OpenSpan {
  readonly traceparent: string;
  add(fields: SpanFields): void;
  /** Marks it as failed; the code is from a closed list. */
  fail(code: string): void;
  end(at?: number): void;
}

export interface Spans {
  begin(name: SpanName, options: SpanOptions): OpenSpan;
}

const pattern = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function contextOf(traceparent: string): SpanContext | null {
  const [, traceId, spanId, flags] = pattern.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}

function attributesOf(fields: SpanFields): Record<string, string | number> {
  const attributes: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' || typeof value === 'number') attributes[`palier.${name}`] = value;
  }
  return attributes;
}

function opened(span: Span): OpenSpan {
  return {
    traceparent: traceparentOf(span.spanContext()),
    add(fields) {
      span.setAttributes(attributesOf(fields));
    },
    fail(code) {
      span.setAttributes({ 'palier.code': code });
      span.setStatus({ code: SpanStatusCode.ERROR });
    },
    end(at) {
      span.end(at);
    },
  };
}

export function createSpans(tracer: Tracer): Spans {
  return {
    begin(name, { parent, links = [], fields, start }) {
      const above = parent === null ? null : contextOf(parent);
      const context = above === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, above);
      const linked = links.flatMap((link): Link[] => {
        const other = contextOf(link);
        return other === null ? [] : [{ context: other }];
      });
      const options = {
        attributes: attributesOf(fields),
        links: linked,
        ...(start === undefined ? {} : { startTime: start }),
      };
      return opened(tracer.startSpan(name, options, context));
    },
  };
}
