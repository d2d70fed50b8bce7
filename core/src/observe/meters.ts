import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** In seconds, from a lookup to a wait for an execution. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export type Meters = ReturnType<typeof metersIn>;

/** The metrics by name. The page for operators lists them. */
export function metersIn(registry: Registry) {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `kestra_mcp_${name}`, help, labelNames, registers });
  const seconds = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Histogram({ name: `kestra_mcp_${name}_seconds`, help, labelNames, registers, buckets: BUCKETS });
  return {
    answers: counter('http_responses_total', 'HTTP responses sent to clients.', ['status']),
    requests: counter('requests_total', 'MCP requests received from clients.', ['method', 'outcome']),
    calls: counter('calls_total', 'Tool calls.', ['tool', 'outcome']),
    failures: counter('failures_total', 'Failures by error code.', ['code']),
    duration: seconds('call_duration', 'Duration of calls.', ['tool']),
    inFlight: new Gauge({ name: 'kestra_mcp_calls_in_flight', help: 'Calls in progress.', registers }),
    kestra: counter('kestra_requests_total', 'Requests sent to Kestra.', ['method', 'route', 'status']),
    kestraDuration: seconds('kestra_request_duration', 'Duration of requests to Kestra.', [
      'method',
      'route',
    ]),
  };
}

/** A value that is read whenever the metrics are requested. */
export function gaugeIn(
  registry: Registry,
  [name, help]: [string, string],
  value: () => number | Promise<number>,
): void {
  new Gauge({
    name: `kestra_mcp_${name}`,
    help,
    registers: [registry],
    async collect() {
      this.set(await value());
    },
  });
}
