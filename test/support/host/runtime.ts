import type { CallServices } from '../../../core/src/call/services.js';
import { EndedTasks } from '../../../core/src/call/task/ended.js';
import type { Config } from '../../../core/src/config/config.js';
import { BRAND } from '../../../core/src/foundation/brand.js';
import { KestraClient } from '../../../core/src/kestra/client.js';
import type { ToolContext } from '../../../core/src/plugin/author/context.js';
import type { PluginDefinition } from '../../../core/src/plugin/author/define.js';
import { PluginLog } from '../../../core/src/plugin/author/services.js';
import type { LoadedPlugin } from '../../../core/src/plugin/load/loaded-plugin.js';
import { describePlugin } from '../../../core/src/plugin/manifest/describe.js';
import { PluginRuntime } from '../../../core/src/plugin/run/run.js';
import type { Selection } from '../../../core/src/selection/selection.js';

/** A client for an address without a Kestra, for tests that send no requests. */
export const NOWHERE = new KestraClient({
  baseUrl: 'http://127.0.0.1:1/api/v1',
  tenant: 'main',
  auth: { kind: 'none' },
  timeoutMs: 30_000,
});

/** The context of a handler for a client that ignores all notifications. */
export const CONTEXT: ToolContext = {
  answerChars: 40_000,
  signal: new AbortController().signal,
  progress: async () => undefined,
  log: async () => undefined,
};

/** A configuration with only defaults. */
export const CONFIG: Config = {
  kestra: { baseUrl: 'http://127.0.0.1:1/api/v1', tenant: 'main', auth: { kind: 'none' }, timeoutMs: 30_000 },
  tools: { enable: [], disable: [], readOnly: false },
  limits: { answerChars: 40_000, callMs: 60_000, pluginStartMs: 30_000 },
  strict: false,
  logLevel: 'warning',
  folder: '/',
  origins: {},
};

/** A plugin as the loader returns it, from the package `@acme/p` with its code in `/p/index.js`. */
export function loadedPlugin(
  definition: PluginDefinition | LoadedPlugin['definition'],
  overrides: Partial<LoadedPlugin> = {},
): LoadedPlugin {
  const nothing = { apiVersion: 1, id: 'p', version: '1', groups: [], tools: [], resources: [], prompts: [] };
  return {
    source: '@acme/p',
    version: '1.2.3',
    file: '/p/index.js',
    key: '',
    manifest: typeof definition === 'function' ? nothing : describePlugin(definition, '1.2.3'),
    options: {},
    secrets: [],
    definition: typeof definition === 'function' ? definition : async () => definition,
    isImported: () => false,
    hasChanged: () => false,
    ...overrides,
  };
}

/** How messages name the plugin that `loadedPlugin` returns. */
export const ACME = 'The plugin @acme/p 1.2.3 (/p/index.js)';

interface RuntimeSetup {
  kestra?: KestraClient;
  startMs?: number;
  /** Collects what plugins write to their log. */
  written?: string[];
}

/** A runtime that injects the same services as the host. */
export function runtimeOf({ kestra = NOWHERE, startMs = 30_000, written = [] }: RuntimeSetup = {}) {
  const log = new PluginLog((level, message) => written.push(`${level} ${message}`));
  const injectables = { [KestraClient[BRAND]]: kestra, [PluginLog[BRAND]]: log };
  return new PluginRuntime({ startMs, services: async () => ({ kestra, injectables, log }) });
}

/** What a call needs, without masks or listeners. */
export function callServices(selection: Selection, overrides: Partial<CallServices> = {}): CallServices {
  return {
    selection: () => selection,
    runtime: runtimeOf(),
    stateKey: () => 'a key of the tests, which is long enough',
    answerChars: 40_000,
    callMs: 60_000,
    redact: (text) => text,
    redactResult: (text) => text,
    ended: () => undefined,
    tasks: { seal: () => ({ key: 'k', place: 'here' }), ended: new EndedTasks() },
    fault: () => undefined,
    ...overrides,
  };
}
