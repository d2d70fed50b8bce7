import fc from 'fast-check';
import type { Host } from '../../../core/src/host/host.js';
import { effectOfRoute } from '../../../core/src/kestra/request/effects.js';
import type { ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { strictForm } from '../../support/kestra/strict-form.js';
import type { Circumstances } from '../contract/requests/answer.js';
import { CASES } from '../contract/requests/cases/index.js';
import { match } from '../contract/requests/operations.js';
import type { Recorded, Recorder } from '../contract/requests/recorder.js';
import { type Arguments, argumentsOf } from './arguments.js';

const CONTEXT = {
  signal: new AbortController().signal,
  progress: async () => undefined,
  log: async () => undefined,
};

/** A generated call, and the state of Kestra. */
export interface Generated {
  tool: string;
  args: Arguments;
  when: Circumstances;
}

/** Calls of these tools. */
export function callsOf(manifests: readonly ToolManifest[]): fc.Arbitrary<Generated> {
  const when = fc.constantFrom<Circumstances>(
    {},
    { missing: true },
    { exists: true },
    { nothing: true },
    { state: 'FAILED' },
  );
  return fc.oneof(
    ...manifests.map((manifest) =>
      fc.record({ tool: fc.constant(manifest.name), args: argumentsOf(manifest), when }),
    ),
  );
}

/** The text of the result. It fails if the host fails. */
export async function textOf(host: Host, { tool, args }: Generated): Promise<string> {
  const { content, isError } = await host.call(tool, args, CONTEXT);
  const text = content.map((block) => ('text' in block ? block.text : '')).join('\n');
  if (isError && /failed unexpectedly|bug in the plugin|call stack/.test(text)) throw new Error(text);
  return text;
}

/** What a tool may send, learned from valid calls. */
export interface Own {
  routes: ReadonlySet<string>;
  headers: ReadonlySet<string>;
}

const AROUND: readonly Circumstances[] = [
  {},
  { missing: true },
  { exists: true },
  { nothing: true },
  { missed: true },
];
/** Requests for the end of an execution, which each waiting tool makes. */
const ENDED = [
  'GET /api/v1/{tenant}/executions/{executionId}',
  'GET /api/v1/{tenant}/outputs/executions/{executionId}',
  'GET /api/v1/{tenant}/outputs/tasks/{executionId}',
  'GET /api/v1/{tenant}/outputs/tasks/{executionId}/{taskRunId}',
  'GET /api/v1/{tenant}/logs/{executionId}',
  'GET /api/v1/{tenant}/executions/search',
];
/** Cached requests, which may occur in any call that comes first. */
const REMEMBERED = [
  'GET /api/v1/configs',
  'GET /api/v1/pebble/filters',
  'GET /api/v1/pebble/functions',
  'GET /api/v1/plugins',
  'GET /api/v1/plugins/{cls}',
];
/** Requests that a tool makes in no recorded case. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  // To find which of several flows ran last.
  find_flow: ['GET /api/v1/{tenant}/executions/search'],
  ...Object.fromEntries(
    [
      ...['describe_task_type', 'edit_flow', 'list_expressions', 'render_expression'],
      ...['search_task_types', 'validate_flow'],
    ].map((tool) => [tool, REMEMBERED]),
  ),
  ...Object.fromEntries(
    ['execute_flow', 'replay_execution', 'restart_execution', 'resume_execution', 'backfill_executions'].map(
      (tool) => [tool, ENDED],
    ),
  ),
};

/** For each tool, from all of its cases and all states of Kestra. */
export async function ownOf(host: Host, recorder: Recorder): Promise<Map<string, Own>> {
  const own = new Map<string, { routes: Set<string>; headers: Set<string> }>();
  for (const { tool, args, when } of CASES) {
    const { routes, headers } = own.get(tool) ?? {
      routes: new Set(BESIDE[tool]),
      headers: new Set<string>(),
    };
    own.set(tool, { routes, headers });
    // Other states would make this tool wait.
    for (const more of tool === 'follow_execution_logs' ? [] : AROUND) {
      recorder.begin({ ...when, ...more });
      await host.call(tool, { ...args }, CONTEXT);
      for (const request of recorder.requests) {
        routes.add(match(recorder.table, request.method, request.path)?.name ?? '');
        for (const header of Object.keys(request.headers)) headers.add(header);
      }
    }
  }
  return own;
}

/**
 * Reads that any tool may make: for iterations after a failed read, possibly during the next call, and for similar
 * namespaces if nothing was found.
 */
const ON_THE_WAY: readonly string[] = [
  'GET /api/v1/{tenant}/executions/search',
  'GET /api/v1/{tenant}/flows/distinct-namespaces',
];

/** The faults of a request in its route, headers and parts. */
export function faultsOf(request: Recorded, recorder: Recorder, own?: Own): string[] {
  const { method, path, body } = request;
  const name = match(recorder.table, method, path)?.name;
  const type = request.headers['content-type'];
  return [
    ...(name === undefined ? [`${method} ${path} is no route`] : []),
    ...(name !== undefined && !ON_THE_WAY.includes(name) && own?.routes.has(name) === false
      ? [`${name} is not the tool's own`]
      : []),
    ...(/\/\.{0,2}(?:\/|$)|[^\x21-\x5b\x5d-\x7e]/.test(path) ? [`${path} holds more than its segments`] : []),
    ...Object.keys(request.headers).filter(
      (header) => own?.headers.has(header) === false || /inject/i.test(header),
    ),
    ...(type?.startsWith('multipart/') ? formFaults(body, type) : []),
  ];
}

function formFaults(body: Buffer, type: string): string[] {
  try {
    strictForm(body, type);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** Whether the request can change something. */
export function writes({ method, path }: Recorded): boolean {
  const [, , , ...segments] = path.split('/');
  const within = ['configs', 'license-info', 'banners', 'invitations'].includes(segments[0] ?? '')
    ? segments
    : segments.slice(1);
  return effectOfRoute(method, within) !== 'read';
}
