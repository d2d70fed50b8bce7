import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { boundedNames } from './bounded.js';
import { gaugeIn, type Meters, metersIn } from './meters.js';
import { type Asked, type Observer, observe, type Send, type Served } from './observer.js';
import { type IsKnown, outcomeOf, targetOf } from './outcome.js';

/** What the host reports about itself when its metrics are requested. */
export interface MetricsSource {
  version: string;
  isKnown: IsKnown;
  /** Number of enabled tools. */
  tools: () => number;
  sessions: () => number;
  connections: () => number | Promise<number>;
}

export interface Metrics {
  /** The content type. */
  contentType: string;
  /** All metrics in the text format of Prometheus. */
  text(): Promise<string>;
  /** Counts an HTTP response by its status. */
  answered(status: number): void;
  /** Stops counting. */
  stop(): void;
}

/** Starts counting served requests and requests to Kestra. */
export function startMetrics(source: MetricsSource): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const info = { name: 'kestra_mcp_info', help: 'Always 1.', labelNames: ['version'], registers: [registry] };
  new Gauge(info).set({ version: source.version }, 1);
  gaugeIn(registry, ['tools', 'Enabled tools.'], source.tools);
  gaugeIn(registry, ['sessions', 'Open MCP sessions.'], source.sessions);
  gaugeIn(registry, ['connections', 'Open client connections.'], source.connections);
  const meters = metersIn(registry);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered: (status) => meters.answers.inc({ status: String(status) }),
    stop: observe(new Counting(meters, source.isKnown)),
  };
}

class Counting implements Observer {
  private readonly methods = boundedNames();
  private readonly codes = boundedNames();
  private readonly routes = boundedNames();

  constructor(
    private readonly meters: Meters,
    private readonly isKnown: IsKnown,
  ) {}

  async served<T>(request: Served, run: () => Promise<T>): Promise<T> {
    const method = this.methods(request.method);
    const counted = method === 'tools/call' ? () => this.called(request, run) : run;
    let outcome = 'error';
    try {
      const result = await counted();
      outcome = outcomeOf(result);
      return result;
    } finally {
      this.meters.requests.inc({ method, outcome });
    }
  }

  failed(code: string): void {
    this.meters.failures.inc({ code: this.codes(code) });
  }

  async asked<T extends { status: number }>(request: Asked, send: Send<T>): Promise<T> {
    const asked = { method: request.method, route: this.routes(request.route) };
    const timed = this.meters.kestraDuration.startTimer(asked);
    let status = 'none';
    try {
      const answer = await send({});
      status = String(answer.status);
      return answer;
    } finally {
      timed();
      this.meters.kestra.inc({ ...asked, status });
    }
  }

  private async called<T>(request: Served, run: () => Promise<T>): Promise<T> {
    const tool = targetOf(request, this.isKnown) ?? 'unknown';
    const timed = this.meters.duration.startTimer({ tool });
    this.meters.inFlight.inc();
    let outcome = 'error';
    try {
      const result = await run();
      outcome = outcomeOf(result);
      return result;
    } finally {
      timed();
      this.meters.inFlight.dec();
      this.meters.calls.inc({ tool, outcome });
    }
  }
}
