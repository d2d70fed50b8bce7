import { expect, it } from '@jest/globals';
import { checkPlugin, fakeKestra, testHost } from '@kestra-mcp/testing';
import '@kestra-mcp/testing/jest';
import plugin from './index.js';

const runs = ['SUCCESS', 'WARNING', 'FAILED', 'RUNNING'].map((current, index) => ({
  id: `${index}`,
  state: { current },
}));

it('meets the contract of a plugin', () => {
  expect(checkPlugin(plugin)).toEqual([]);
});

it('check_success_rate counts the executions that have ended', async () => {
  const kestra = await fakeKestra({ 'GET /main/executions/search': { json: { results: runs, total: 4 } } });
  const host = await testHost({ plugins: [[plugin, { minSuccess: 0.5 }]], kestra });
  const result = await host.call('check_success_rate', { namespace: 'company', flow_id: 'nightly' });
  expect(result).toSucceedWith({ runs: 3, kept: true });
  expect(await host.read('sla-js://target')).toMatchObject({ contents: [{ text: '{"minSuccess":0.5}' }] });
  const { messages } = await host.prompt('explain_failures', { namespace: 'company', flow_id: 'nightly' });
  expect(messages[0]).toMatchObject({ content: { text: expect.stringContaining('company.nightly') } });
});
