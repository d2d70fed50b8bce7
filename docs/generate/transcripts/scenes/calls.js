/** The flow with this id, in the namespace of the recordings. */
export const company = (flow_id) => ({ namespace: 'company', flow_id });

/** Creates a flow. */
export const create = (yaml_definition) => ({ tool: 'create_flow_from_yaml', args: { yaml_definition } });

/** Runs a flow and waits until it ends. */
export const execute = (flow_id, more = {}) => ({
  tool: 'execute_flow',
  args: { ...company(flow_id), wait: true, ...more },
  without: ['histories', 'labels', 'metadata', 'originalId', 'taskRunList'],
});

/** Diagnoses the first execution of a list that was read `back` calls ago. */
export const diagnoseListed = (back = 1) => ({
  tool: 'diagnose_execution',
  args: (results) => ({ execution_id: results.at(-back).results[0].id }),
});
