import { context, isSpanContextValid, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import type { SpanContext, TextMapGetter, TextMapSetter } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { MsgHdrs } from '@nats-io/nats-core';
import { createHash } from 'node:crypto';

const propagator = new W3CTraceContextPropagator();
const setter: TextMapSetter<MsgHdrs> = { set: (headers, key, value) => headers.set(key, value) };
const getter: TextMapGetter<MsgHdrs> = {
  keys: (headers) => headers.keys(),
  get: (headers, key) => headers.get(key) || undefined,
};

/**
 * Writes the header `traceparent` (W3C Trace Context): the active span if there is one, otherwise a span derived from `seed`,
 * so that a retried message has the same trace id. Returns the trace id.
 */
export function writeTrace(headers: MsgHdrs, seed: string): string {
  const active = trace.getSpanContext(context.active());
  const span = active && isSpanContextValid(active) ? active : spanFrom(seed);
  propagator.inject(trace.setSpanContext(ROOT_CONTEXT, span), headers, setter);
  return span.traceId;
}

/** The trace id of a message. undefined: it has none or an invalid one. */
export function readTrace(headers: MsgHdrs | undefined): string | undefined {
  if (!headers) return undefined;
  return trace.getSpanContext(propagator.extract(ROOT_CONTEXT, headers, getter))?.traceId;
}

function spanFrom(seed: string): SpanContext {
  const digest = createHash('sha256').update(seed).digest('hex');
  return { traceId: digest.slice(0, 32), spanId: digest.slice(32, 48), traceFlags: TraceFlags.NONE };
}
