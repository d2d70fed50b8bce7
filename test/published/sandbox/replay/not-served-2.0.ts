const GRAPH = 'nothing reads graphs yet, and clusters of nested tasks are not drawn';
const PLUGINS = 'describes the plugins of a real server';
const CHARTS = 'what charts show is not computed';
const UNASKED = 'no tool calls this route';

/** Entries that the sandbox does not answer as Kestra did, and why not. */
export const NOT_SERVED: Readonly<Record<string, string>> = {
  'flow graph': GRAPH,
  'flow graph with a subflow expanded': GRAPH,
  'flow graph from source': GRAPH,
  'distinct field values': UNASKED,
  'execution graph': GRAPH,
  'follow dependencies of an execution': UNASKED,
  'plugin versions': PLUGINS,
  'plugin schema of flow': PLUGINS,
  'plugin schema of task': PLUGINS,
  'plugin schema, unknown': PLUGINS,
  'plugin groups': PLUGINS,
  'plugin triggers': PLUGINS,
  'plugin inputs': PLUGINS,
  'plugin input': PLUGINS,
  'preview chart': CHARTS,
  blueprints: 'Kestra fetches them from the internet',
  'mcp servers': UNASKED,
  usages: 'statistics of a real server',
};
