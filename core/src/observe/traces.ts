import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { Asked, Observer, Send, Served } from './observer.js';
import { type IsKnown, outcomeOf, targetOf } from './outcome.js';

const HEADERS = new W3CTraceContextPropagator();

/**
 * Creates a span for each request of a client and for each resulting request to Kestra, following OpenTelemetry's
 * conventions for MCP and HTTP. Spans contain the kind of operation and its outcome, but no arguments, ids, URLs within
 * Kestra or error texts.
 */
export class Traces implements Observer {
  private readonly current = new AsyncLocalStorage<Context>();

  constructor(
    private readonly tracer: Tracer,
    private readonly isKnown: IsKnown,
  ) {}

  served<T>(request: Served, run: () => Promise<T>): Promise<T> {
    const target = targetOf(request, this.isKnown);
    const parent = HEADERS.extract(ROOT_CONTEXT, request.meta ?? {}, defaultTextMapGetter);
    const name = target === undefined ? request.method : `${request.method} ${target}`;
    const attributes = { 'mcp.method.name': request.method, ...targetAttributes(request.method, target) };
    const span = this.tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
    return this.current.run(trace.setSpan(parent, span), () =>
      ended(span, run, (result) => {
        if (outcomeOf(result) === 'error') failedWith(span, 'tool_error');
      }),
    );
  }

  failed(code: string): void {
    const context = this.current.getStore();
    if (context !== undefined) trace.getSpan(context)?.setAttribute('kestra_mcp.error.code', code);
  }

  asked<T extends { status: number }>({ method, route, baseUrl }: Asked, send: Send<T>): Promise<T> {
    const parent = this.current.getStore() ?? ROOT_CONTEXT;
    const { hostname, port, protocol } = new URL(baseUrl);
    const attributes = {
      'http.request.method': method,
      'url.template': `/${route}`,
      'server.address': hostname,
      'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
    };
    const span = this.tracer.startSpan(`${method} /${route}`, { kind: SpanKind.CLIENT, attributes }, parent);
    const headers: Record<string, string> = {};
    HEADERS.inject(trace.setSpan(parent, span), headers, defaultTextMapSetter);
    return ended(
      span,
      () => send(headers),
      ({ status }) => {
        span.setAttribute('http.response.status_code', status);
        if (status >= 400) failedWith(span, String(status));
      },
    );
  }
}

function targetAttributes(method: string, target: string | undefined): Record<string, string> {
  if (method === 'tools/call')
    return { 'gen_ai.operation.name': 'execute_tool', ...(target && { 'gen_ai.tool.name': target }) };
  return target === undefined ? {} : { 'gen_ai.prompt.name': target };
}

/** Ends the span when the work ends. Records the result first, and rethrows errors. */
async function ended<T>(span: Span, run: () => Promise<T>, told: (result: T) => void): Promise<T> {
  try {
    const result = await run();
    told(result);
    return result;
  } catch (error) {
    failedWith(span, kindOf(error));
    throw error;
  } finally {
    span.end();
  }
}

function failedWith(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** A protocol error by its number, any other by its class, never by its text. */
function kindOf(error: unknown): string {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  if (typeof code === 'number') return String(code);
  return typeof name === 'string' ? name.slice(0, 100) : 'Error';
}
