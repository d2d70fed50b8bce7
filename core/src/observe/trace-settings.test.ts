import { expect, it } from '@jest/globals';
import { traceSettings } from './trace-settings.js';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' };

it.each([
  ['nothing', {}, undefined],
  ['variables of others', { OTEL_METRICS_EXPORTER: 'otlp', OTEL_SERVICE_NAME: 'x' }, undefined],
  ['a collector', ENDPOINT, { protocol: 'http/protobuf' }],
  ['one for traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c/v1' }, { protocol: 'http/protobuf' }],
  ['the exporter', { OTEL_TRACES_EXPORTER: 'otlp' }, { protocol: 'http/protobuf' }],
  ['one of several', { OTEL_TRACES_EXPORTER: 'zipkin, OTLP' }, { protocol: 'http/protobuf' }],
  ['JSON', { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, { protocol: 'http/json' }],
  [
    'JSON for traces',
    {
      ...ENDPOINT,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
    },
    { protocol: 'http/json' },
  ],
  ['a collector, but not now', { ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }, undefined],
  ['a collector, but no traces', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, undefined],
  ['an empty address', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, undefined],
  [
    'gRPC',
    { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    {
      refused:
        'OTEL_EXPORTER_OTLP_PROTOCOL is grpc, which is not supported. Use http/protobuf or http/json, usually on port 4318.',
    },
  ],
  [
    'the console, which is the protocol',
    { OTEL_TRACES_EXPORTER: 'console' },
    { refused: 'OTEL_TRACES_EXPORTER is console, but only otlp is supported.' },
  ],
])('traces are sent as the variables say: %s', (_, env, settings) => {
  expect(traceSettings(env)).toEqual(settings);
});
