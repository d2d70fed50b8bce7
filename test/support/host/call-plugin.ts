import { callTool } from '../../../core/src/call/call.js';
import { KestraClient } from '../../../core/src/kestra/client.js';
import type { ToolContext } from '../../../core/src/plugin/author/context.js';
import { isPlugin } from '../../../core/src/plugin/author/define.js';
import { buildRegistry } from '../../../core/src/registry/registry.js';
import { select } from '../../../core/src/selection/selection.js';
import type { TableKestra } from '../kestra/use-kestra.js';
import { CONTEXT, callServices, loadedPlugin, runtimeOf } from './runtime.js';

/** Calls a tool as a client does: the structured result, or the text of the error as `{ error }`. */
export type Call = (
  tool: string,
  given?: Record<string, unknown>,
  context?: ToolContext,
) => Promise<Record<string, unknown>>;

/** A plugin's tools behind the whole way of a call, all of them enabled, with a Kestra of the version named. */
export function callPlugin(plugin: object, kestra: TableKestra, version = '1.3'): Call {
  if (!isPlugin(plugin)) throw new Error('This is not a plugin.');
  // Under the name of its package, which its group is reserved for.
  const loaded = loadedPlugin(plugin, { source: `@kestra-mcp/plugin-${plugin.id}` });
  const registry = buildRegistry({ loaded: [loaded], quarantined: [] });
  const selection = select(registry, {
    ...{ enable: ['*'], disable: [], readOnly: false },
    // What is tested here is what a call does once it is wanted.
    confirm: [{ rules: [{ name: '*', policy: 'never' }], origin: 'test', trusted: true }],
  });
  const runtime = runtimeOf({ kestra: new KestraClient(kestra.settings(version)) });
  const services = callServices(selection, { runtime });
  return async (tool, given = {}, context = CONTEXT) => {
    const { structuredContent, content } = await callTool(services, tool, given, context);
    return structuredContent ?? { error: content[0]?.text };
  };
}
