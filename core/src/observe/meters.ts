import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** In seconds: from a lookup to a wait for an execution. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

export type Meters = ReturnType<typeof metersIn>;

/** What is counted, by its name; the page for operators lists them. */
export function metersIn(registry: Registry) {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `kestra_mcp_${name}`, help, labelNames, registers });
  const seconds = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Histogram({ name: `kestra_mcp_${name}_seconds`, help, labelNames, registers, buckets: BUCKETS });
  return {
    answers: counter('http_responses_total', 'Answers over HTTP.', ['status']),
    requests: counter('requests_total', 'Requests of clients.', ['method', 'outcome']),
    calls: counter('calls_total', 'Calls of tools.', ['tool', 'outcome']),
    failures: counter('failures_total', 'What failed, by the code of its error.', ['code']),
    duration: seconds('call_duration', 'How long calls took.', ['tool']),
    inFlight: new Gauge({ name: 'kestra_mcp_calls_in_flight', help: 'Calls being served.', registers }),
    kestra: counter('kestra_requests_total', 'Requests to Kestra.', ['method', 'route', 'status']),
    kestraDuration: seconds('kestra_request_duration', 'How long Kestra took.', ['method', 'route']),
  };
}

/** A value that is looked up whenever somebody asks. */
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
