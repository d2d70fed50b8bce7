/** What no tool asks for, so that the sandbox does not have it: the reason, and the entries that ask for it. */
const BY_REASON: Readonly<Record<string, readonly string[]>> = {
  'no tool validates a task or a trigger alone': [
    'validate task',
    'validate task, bad',
    'validate trigger, YAML',
    'validate trigger, JSON',
  ],
  'no tool draws graphs yet': [
    'flow graph',
    'flow graph with a subflow expanded',
    'flow graph from source',
    'execution graph',
  ],
  'no tool renders or lists expressions yet': [
    'expressions of a flow source',
    'render expressions, of an execution',
    'render expressions, of a flow',
    'render expressions, of a source',
    'render expressions, none',
    'render expressions, no context',
    'render expressions, of an execution that gives a secret away',
    'pebble functions',
    'pebble filters',
  ],
  'what Kestra counts and exports for its pages; no tool asks for it': ['distinct field values', 'usages'],
  'no tool reads metrics yet': [
    'execution metrics',
    'metrics of an execution',
    'metrics of a task',
    'metric names of a flow',
    'metric tasks of a flow',
    'metric aggregate',
  ],
  'no tool follows the executions that an execution has started': ['follow dependencies of an execution'],
  'no tool reads the documentation and schemas of plugins yet': [
    'plugins',
    'plugins, page',
    'plugin documentation',
    'plugin documentation of a trigger',
    'plugin documentation, Loop',
    'plugin documentation, gone in 2.0',
    'plugin documentation, unknown',
    'plugin versions',
    'plugin schema of flow',
    'plugin schema of task',
    'plugin schema, unknown',
    'plugin groups',
    'plugin triggers',
    'plugin inputs',
    'plugin input',
  ],
  'no tool writes dashboards or shows charts yet': ['validate dashboard', 'preview chart', 'validate chart'],
  'no tool reads blueprints, which come from the internet': ['blueprints'],
  'no tool manages MCP servers': ['mcp servers'],
};

/** Entries that the sandbox does not answer as Kestra did, and why not. */
export const NOT_SERVED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(BY_REASON).flatMap(([reason, names]) => names.map((name) => [name, reason])),
);
