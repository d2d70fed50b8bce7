import type { Selection } from '../selection/selection.js';

const GENERAL =
  'Tools for a Kestra instance (workflow orchestration). A flow is named by namespace and flow_id, a run of it by ' +
  'execution_id; when a name is vague, find it first. Errors say what to do next.';

const SANDBOX = 'This is an in-memory stand-in to try the tools on, not a real Kestra: nothing here is kept.';

/** The server's instructions: general ones, and a line of each group that has something enabled. */
export function instructions(selection: Selection, sandbox: boolean): string {
  const lines = new Map<string, string>();
  const { tools, resources, prompts } = selection;
  const reading = [...resources.values(), ...prompts.values()].map(({ enabled, feature }) => ({
    enabled,
    ...feature,
  }));
  const all = [...[...tools.values()].map(({ enabled, tool }) => ({ enabled, ...tool })), ...reading];
  for (const { enabled, manifest, plugin } of all) {
    const group = plugin.manifest.groups.find(({ name }) => name === manifest.group);
    if (enabled && group?.instructions) lines.set(group.name, `${group.title}: ${group.instructions}`);
  }
  return [...(sandbox ? [SANDBOX] : []), GENERAL, ...lines.values()].join('\n');
}
