import { callTool } from '../../core/src/call/call.js';
import { BRAND } from '../../core/src/kestra/brand.js';
import { KestraClient } from '../../core/src/kestra/client.js';
import { isPlugin } from '../../core/src/plugin/define.js';
import { describePlugin } from '../../core/src/plugin/describe.js';
import { PluginRuntime } from '../../core/src/plugin/run.js';
import { buildRegistry } from '../../core/src/registry/registry.js';
import { select } from '../../core/src/selection/selection.js';
import type { TableKestra } from './use-kestra.js';

/** Calls a tool as a client does: the structured result, or the text of the error as `{ error }`. */
export type Call = (tool: string, given?: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** A plugin's tools behind the whole way of a call, all of them enabled, with a Kestra of the version named. */
export function callPlugin(plugin: object, kestra: TableKestra, version = '1.3'): Call {
  if (!isPlugin(plugin)) throw new Error('This is not a plugin.');
  const manifest = describePlugin(plugin, '0.0.0');
  const loaded = [{ source: plugin.id, manifest, definition: async () => plugin }];
  const registry = buildRegistry({ loaded, quarantined: [] });
  const selection = select(registry, { enable: ['*'], disable: [], readOnly: false });
  const host = { [KestraClient[BRAND]]: new KestraClient(kestra.settings(version)) };
  const same = (text: string) => text;
  const services = {
    selection: () => selection,
    runtime: new PluginRuntime(async () => host),
    redact: same,
    redactResult: same,
    ended: () => undefined,
  };
  const context = {
    signal: new AbortController().signal,
    progress: async () => undefined,
    log: async () => undefined,
  };
  return async (tool, given = {}) => {
    const { structuredContent, content } = await callTool(services, tool, given, context);
    return structuredContent ?? { error: content[0]?.text };
  };
}
