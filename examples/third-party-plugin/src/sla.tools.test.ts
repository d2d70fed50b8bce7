import { expect, it } from '@jest/globals';
import { checkPlugin, fakeKestra, testHost } from '@kestra-mcp/testing';
import '@kestra-mcp/testing/jest';
import sla from './index.js';

/** An execution of `company.nightly`, as Kestra returns it. */
const run = (id: string, current: string, minutes: number) => ({
  id,
  namespace: 'company',
  flowId: 'nightly',
  state: {
    current,
    startDate: '2026-01-31T00:00:00Z',
    endDate: new Date(Date.UTC(2026, 0, 31, 0, minutes)).toISOString(),
  },
});

const hostWith = async (...runs: object[]) => {
  const kestra = await fakeKestra({
    'GET /main/executions/search': { json: { results: runs, total: runs.length } },
  });
  const options = { flows: { 'company.nightly': { maxDuration: 'PT30M' } } };
  return { kestra, host: await testHost({ plugins: [[sla, options]], kestra }) };
};

it('meets the contract of a plugin', () => {
  expect(checkPlugin(sla)).toEqual([]);
});

it('check_sla compares each flow with its own target', async () => {
  const { host, kestra } = await hostWith(
    run('a', 'SUCCESS', 45),
    run('b', 'SUCCESS', 10),
    run('c', 'RUNNING', 99),
  );
  expect(await host.call('check_sla', { namespace: 'company' })).toSucceedWith({
    kept: false,
    results: [{ flow_id: 'nightly', runs: 2, success: 1, slow: [{ id: 'a', seconds: 2_700 }] }],
  });
  expect(kestra.lines).toEqual([expect.stringContaining('filters[namespace][PREFIX]=company')]);
});

it('check_sla repeats the message of Kestra when a request fails', async () => {
  const kestra = await fakeKestra({
    'GET /main/executions/search': { status: 403, json: { message: 'no access' } },
  });
  const host = await testHost({ plugins: [sla], kestra });
  expect(await host.call('check_sla', { namespace: 'company' })).toFailWith('no access');
});

it.each(['triggerContext', 'state'])('list_stopped_triggers reads rows with a %s', async (member) => {
  const state = { namespace: 'company.team', flowId: 'nightly', triggerId: 'daily', disabled: true };
  const kestra = await fakeKestra({
    'GET /main/triggers/search': { json: { results: [{ [member]: state }], total: 1 } },
  });
  const host = await testHost({ plugins: [sla], kestra });
  expect(await host.call('list_stopped_triggers', { namespace: 'company' })).toSucceedWith({
    triggers: [{ namespace: 'company.team', flow_id: 'nightly', trigger_id: 'daily' }],
  });
  expect(kestra.lines).toEqual([expect.stringContaining('filters[triggerState][EQUALS]=disabled')]);
  expect(kestra.lines).toEqual([expect.stringContaining('filters[namespace][PREFIX]=company')]);
});

it('offers its targets and reports as resources, and a prompt', async () => {
  const { host } = await hostWith(run('a', 'FAILED', 5));
  const { contents } = await host.read('sla://targets');
  expect(JSON.parse(String(contents[0] && 'text' in contents[0] && contents[0].text))).toMatchObject({
    maxDuration: 'PT1H',
    flows: { 'company.nightly': { maxDuration: 'PT30M' } },
  });
  const report = await host.read('sla://company/nightly');
  expect(report.contents).toMatchObject([
    { mimeType: 'application/json', text: expect.stringContaining('"success":0') },
  ]);
  const { messages } = await host.prompt('review_sla', { namespace: 'company', days: '3' });
  expect(messages).toMatchObject([
    { role: 'user', content: { text: expect.stringContaining('last 3 days') } },
  ]);
});

it('completes namespaces and flows while the user types', async () => {
  const kestra = await fakeKestra({
    'GET /main/namespaces/search': {
      json: { results: [{ id: 'company' }, { id: 'company.team' }], total: 2 },
    },
    'GET /main/flows/company': {
      json: [
        { id: 'nightly', namespace: 'company' },
        { id: 'hourly', namespace: 'company' },
      ],
    },
  });
  const host = await testHost({ plugins: [sla], kestra });
  expect(await host.complete('review_sla', 'namespace', 'com')).toMatchObject({
    values: ['company', 'company.team'],
  });
  expect(await host.complete('sla_of_flow', 'flow_id', 'n', { namespace: 'company' })).toMatchObject({
    values: ['nightly'],
  });
  expect(await host.complete('review_sla', 'days')).toMatchObject({ values: ['1', '7', '30'] });
});

it('refuses invalid targets', async () => {
  const options = { maxDuration: 'an hour' };
  await expect(testHost({ plugins: [[sla, options]] })).rejects.toThrow('rejects its options');
});
