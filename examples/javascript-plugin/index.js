import {
  completeFlowId,
  completeNamespace,
  definePlugin,
  definePrompt,
  defineResource,
  defineTool,
  FINAL_STATES,
  flow_id,
  namespace,
} from '@kestra-mcp/core';
import * as z from 'zod';

const group = { name: 'sla_js', title: 'Success rate', instructions: 'Find flows that fail too often.' };
const HOURS = 60 * 60 * 1_000;

const options = z.strictObject({
  minSuccess: z.number().min(0).max(1).default(0.95).describe('Share of executions that must succeed'),
});

const check_success_rate = defineTool({
  group,
  name: 'check_success_rate',
  description: 'Check which share of the recent executions of a flow succeeded, and whether that is enough.',
  effect: 'read',
  input: z.strictObject({
    namespace,
    flow_id,
    hours: z.int().min(1).max(2_160).default(168).describe('Hours to look back. Default: 168'),
  }),
  output: z.object({ runs: z.number(), success: z.number(), kept: z.boolean() }),
  async handler({ namespace, flow_id: flowId, hours }, { kestra, options }) {
    const startDate = new Date(Date.now() - hours * HOURS).toISOString();
    const { results } = await kestra.executions.search({ namespace, flowId, startDate, page: 1, size: 500 });
    const ended = results.filter(({ state }) => FINAL_STATES.has(state.current));
    const good = ended.filter(({ state }) => state.current === 'SUCCESS' || state.current === 'WARNING');
    const success = ended.length === 0 ? 1 : good.length / ended.length;
    return { runs: ended.length, success, kept: success >= options.minSuccess };
  },
});

const success_target = defineResource({
  group,
  name: 'success_target',
  uri: 'sla-js://target',
  description: 'The share of executions that must succeed.',
  handler: (_, { options }) => ({ minSuccess: options.minSuccess }),
});

const explain_failures = definePrompt({
  group,
  name: 'explain_failures',
  description: 'Explain why a flow fails, from its last failed executions.',
  input: z.strictObject({ namespace, flow_id }),
  complete: { namespace: completeNamespace, flow_id: completeFlowId },
  handler: ({ namespace, flow_id }) =>
    `Check the success rate of ${namespace}.${flow_id}, then read the logs of its last failed executions and explain why they failed.`,
});

export default definePlugin({
  id: 'sla-js',
  options,
  tools: [check_success_rate],
  resources: [success_target],
  prompts: [explain_failures],
});
