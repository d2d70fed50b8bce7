type Variables = Readonly<Record<string, string | undefined>>;

/** How traces are sent according to the usual variables, or why they are not sent although they were requested. */
export type TraceSettings = { protocol: 'http/protobuf' | 'http/json' } | { refused: string };

/**
 * Reads OpenTelemetry's variables. Sends nothing unless they name a collector or an exporter: their default is a
 * collector on this machine, and a server started by a client should not look for one.
 */
export function traceSettings(env: Variables): TraceSettings | undefined {
  const of = (name: string): string => (env[name] ?? '').trim();
  const exporters = of('OTEL_TRACES_EXPORTER')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim());
  const named = exporters.filter((each) => each !== '');
  const isNamed = of('OTEL_EXPORTER_OTLP_ENDPOINT') !== '' || of('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') !== '';
  if (of('OTEL_SDK_DISABLED').toLowerCase() === 'true') return undefined;
  if (named.includes('none') || (named.length === 0 && !isNamed)) return undefined;
  if (named.length > 0 && !named.includes('otlp')) {
    return { refused: `OTEL_TRACES_EXPORTER is ${named.join(',')}, but only otlp is supported.` };
  }
  const variables = ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'];
  const [variable = ''] = variables.filter((name) => of(name) !== '');
  const protocol = of(variable).toLowerCase() || 'http/protobuf';
  if (protocol === 'http/protobuf' || protocol === 'http/json') return { protocol };
  return {
    refused: `${variable} is ${protocol}, which is not supported. Use http/protobuf or http/json, usually on port 4318.`,
  };
}
