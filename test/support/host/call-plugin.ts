import { callTool } from '../../../core/src/call/call.js';
import { TaskBegun } from '../../../core/src/call/task/begun.js';
import { lookAtTask } from '../../../core/src/call/task/look.js';
import { KestraClient } from '../../../core/src/kestra/client.js';
import type { ToolContext } from '../../../core/src/plugin/author/context.js';
import { isPlugin } from '../../../core/src/plugin/author/define.js';
import { buildRegistry } from '../../../core/src/registry/registry.js';
import { select } from '../../../core/src/selection/selection.js';
import type { TableKestra } from '../kestra/use-kestra.js';
import { CONTEXT, callServices, loadedPlugin, runtimeOf } from './runtime.js';

/** Calls a tool as a client does. Returns the structured result, or `{ error }` with the error text. */
export type Call = (
  tool: string,
  given?: Record<string, unknown>,
  context?: ToolContext,
) => Promise<Record<string, unknown>>;

/** A plugin's tools, all enabled, behind the complete call pipeline, with a Kestra of the given version. */
export function callPlugin(plugin: object, kestra: TableKestra, version = '1.3'): Call {
  const services = servicesOf(plugin, kestra, version);
  return async (tool, given = {}, context = CONTEXT) => {
    const { structuredContent, content } = await callTool(services, tool, given, context);
    return structuredContent ?? { error: content[0]?.text };
  };
}

/** Looks up a task repeatedly. */
export type Looks = () => Promise<{ status: string; message?: string; value?: Record<string, unknown> }>;

/** Calls tools as a client that takes tasks. */
export function taskPlugin(plugin: object, kestra: TableKestra, version = '1.3') {
  const services = servicesOf(plugin, kestra, version);
  return async (tool: string, given: Record<string, unknown>): Promise<Looks> => {
    const begun: unknown = await callTool(services, tool, given, { ...CONTEXT, takesTask: true }).catch(
      (thrown: unknown) => thrown,
    );
    if (!(begun instanceof TaskBegun)) throw new Error(`No task was begun: ${JSON.stringify(begun)}`);
    return async () => {
      const view = await lookAtTask(services, begun.id, CONTEXT);
      if (view.status !== 'completed') return { status: view.status, message: view.message };
      const { structuredContent, content } = view.result;
      return { status: view.status, value: structuredContent ?? { error: content[0]?.text } };
    };
  };
}

function servicesOf(plugin: object, kestra: TableKestra, version: string) {
  if (!isPlugin(plugin)) throw new Error('This is not a plugin.');
  // With the name of its package, because its group is reserved for that.
  const loaded = loadedPlugin(plugin, { source: `@kestra-mcp/plugin-${plugin.id}` });
  const registry = buildRegistry({ loaded: [loaded], quarantined: [] });
  const selection = select(registry, {
    ...{ enable: ['*'], disable: [], readOnly: false },
    // These tests are not about confirmation.
    confirm: [{ rules: [{ name: '*', policy: 'never' }], origin: 'test', trusted: true }],
  });
  const runtime = runtimeOf({ kestra: new KestraClient(kestra.settings(version)) });
  return callServices(selection, { runtime });
}
