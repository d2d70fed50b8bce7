import type { SelectedTool, Selection } from '../selection/selection.js';

const GENERAL =
  'Tools for a Kestra instance (workflow orchestration). namespace and flow_id identify a flow, ' +
  'execution_id identifies an execution. Errors say what to do next.';

const SANDBOX =
  'This is an in-memory Kestra simulator for trying the tools. Its data is lost when the server stops.';

const FINDS = 'If the name of a flow is vague, search with find_flow first.';

const READS = 'All tools are read-only: nothing can be changed.';

/** The server's instructions: a general part, and one line for each group that has something enabled. */
export function instructions(selection: Selection, sandbox: boolean): string {
  const { tools, resources, prompts, skills } = selection;
  const all = [...tools.values()];
  const on = all.filter(({ enabled }) => enabled);
  const features = [...resources.values(), ...prompts.values(), ...skills.values()];
  const reading = features.filter(({ enabled }) => enabled);
  const onlyReads = on.length > 0 && on.every(({ effect }) => effect === 'read');
  const lines = new Map<string, string>();
  for (const { manifest, plugin } of [
    ...on.map(({ tool }) => tool),
    ...reading.map(({ feature }) => feature),
  ]) {
    const group = plugin.manifest.groups.find(({ name }) => name === manifest.group);
    if (!group?.instructions) continue;
    const said = `${group.title}: ${group.instructions}`;
    lines.set(group.name, !onlyReads && isCutToReads(all, group.name) ? `${said} Read-only here.` : said);
  }
  return [
    ...(sandbox ? [SANDBOX] : []),
    GENERAL,
    ...(tools.get('find_flow')?.enabled ? [FINDS] : []),
    ...(onlyReads ? [READS] : []),
    ...lines.values(),
  ].join('\n');
}

/**
 * True if read-only mode or other settings disabled everything in the group that writes. Its own line could still
 * mention that.
 */
function isCutToReads(tools: readonly SelectedTool[], name: string): boolean {
  const group = tools.filter(({ tool }) => tool.manifest.group === name);
  const writes = group.some(({ tool }) =>
    [tool.manifest, ...(tool.manifest.actions ?? [])].some(({ effect }) => effect !== 'read'),
  );
  return writes && group.every(({ enabled, effect }) => !enabled || effect === 'read');
}
