import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from '../until.js';

/** A span in OTLP's JSON format, with its attributes as an object. */
export interface ReceivedSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  traceState?: string;
  status: { code?: number; message?: string };
  attributes: Record<string, unknown>;
  events: unknown[];
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

/** An OpenTelemetry collector that records what it receives. */
export class Collector {
  readonly received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  private readonly server: Server = createServer(async (request, response) => {
    const body = await text(request);
    this.received.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** All spans received in JSON. */
  spans(): ReceivedSpan[] {
    const resources = this.received.flatMap(({ body }) => JSON.parse(body).resourceSpans);
    const scopes = resources.flatMap(({ scopeSpans }) => scopeSpans);
    return scopes.flatMap(({ spans }) =>
      spans.map((span: { attributes: Attribute[] }) => ({ ...span, attributes: asObject(span.attributes) })),
    );
  }

  /** Waits for the first span with this name. */
  span(name: string): Promise<ReceivedSpan> {
    return until(
      () => this.spans().find((span) => span.name === name),
      () =>
        this.spans()
          .map((span) => span.name)
          .join(', '),
    );
  }
}

function asObject(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
