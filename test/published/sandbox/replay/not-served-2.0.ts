const PLUGINS = 'describes the plugins of a real server';
const CHARTS = 'what charts show is not computed';
const SUBFLOWS = 'subflows stay closed, as the tools ask for them';
const UNASKED = 'no tool calls this route';

/** Entries whose response differs from Kestra's, with the reason. */
export const NOT_SERVED: Readonly<Record<string, string>> = {
  'flow graph with a subflow expanded': SUBFLOWS,
  'flow graph from source': UNASKED,
  'distinct field values': UNASKED,
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
