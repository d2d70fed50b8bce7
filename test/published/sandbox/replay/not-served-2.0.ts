const GRAPH = 'nothing reads graphs yet, and clusters of nested tasks are not drawn';
const PLUGINS = 'describes the plugins of a real server';
const METRICS = 'no tool asks what metrics amount to';
const CHARTS = 'what charts show is not computed';
const UNASKED = 'no tool calls this route';

/** Entries that the sandbox does not answer as Kestra did, and why not. */
export const NOT_SERVED: Readonly<Record<string, string>> = {
  'flow graph': GRAPH,
  'flow graph with a subflow expanded': GRAPH,
  'flow graph from source': GRAPH,
  'expressions of a flow source': UNASKED,
  'distinct field values': UNASKED,
  'execution graph': GRAPH,
  'render expressions, of an execution': UNASKED,
  'render expressions, of a flow': UNASKED,
  'render expressions, of a source': UNASKED,
  'render expressions, none': UNASKED,
  'render expressions, no context': UNASKED,
  'metric names of a flow': METRICS,
  'metric tasks of a flow': METRICS,
  'metric aggregate': METRICS,
  'render expressions, of an execution that gives a secret away': UNASKED,
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
