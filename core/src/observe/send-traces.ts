import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import { within } from '../foundation/limit.js';
import { observe } from './observer.js';
import type { IsKnown } from './outcome.js';
import { Traces } from './traces.js';

/** Longest wait for the collector when the process ends, in milliseconds. */
const LAST_FLUSH = 2_000;
/** How often an unreachable collector is reported at most, in milliseconds. */
const TOLD_EVERY = 60_000;

export interface TracesSource {
  version: string;
  isKnown: IsKnown;
  /** Called with the reason why traces did not arrive. */
  problem: (text: string) => void;
}

/**
 * Starts sending traces. The returned function sends the rest and stops. The SDK reads all other settings from the
 * environment.
 */
export function sendTraces(
  protocol: 'http/protobuf' | 'http/json',
  { version, isKnown, problem }: TracesSource,
): () => Promise<void> {
  const exporter = protocol === 'http/json' ? new JsonExporter() : new ProtobufExporter();
  const ours = resourceFromAttributes({ 'service.name': 'kestra-mcp', 'service.version': version });
  const provider = new BasicTracerProvider({
    resource: ours.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(watched(exporter, problem))],
  });
  const stop = observe(new Traces(provider.getTracer('kestra-mcp', version), isKnown));
  return async () => {
    stop();
    const late = () => new Error('The collector did not answer.');
    await within(provider.shutdown(), LAST_FLUSH, late).catch(() => undefined);
  };
}

/** The exporter, with its failures reported instead of lost. */
function watched(exporter: SpanExporter, problem: (text: string) => void): SpanExporter {
  let told = Number.NEGATIVE_INFINITY;
  const seen = ({ code, error }: ExportResult): void => {
    if (code !== ExportResultCode.FAILED || performance.now() - told < TOLD_EVERY) return;
    told = performance.now();
    problem(`Traces could not be sent to the collector: ${error?.message ?? 'no reason given'}.`);
  };
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        seen(result);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}
