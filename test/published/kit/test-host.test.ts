import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { fakeKestra, testHost } from '@kestra-mcp/testing';
import { startSandbox } from '@kestra-mcp/testing/sandbox';
import '@kestra-mcp/testing/jest';
import { completeFlowId, definePlugin, definePrompt } from '@kestra-mcp/core';
import * as z from 'zod';
import { ROOT } from '../../support/paths.js';
import { slaPlugin } from '../../support/plugins/sla-plugin.js';

const stderr = jest.spyOn(process.stderr, 'write');
const ACME = { namespace: 'acme' };

it('calls a tool as a client does, with its options and a fake Kestra', async () => {
  const kestra = await fakeKestra({ 'GET /main/flows/acme': { json: [{ id: 'a' }, { id: 'b' }] } });
  const host = await testHost({ plugins: [[slaPlugin, { most: 3 }]], kestra });
  const result = await host.call('count_flows', ACME);
  expect(result.structuredContent).toEqual({ count: 2, most: 3 });
  expect(result.content).toEqual([{ type: 'text', text: '{"count":2,"most":3}' }]);
  expect(kestra.lines).toEqual(['GET /main/flows/acme']);
  expect(await host.ok('count_flows', ACME)).toEqual({ count: 2, most: 3 });
  await expect(host.failed('count_flows', ACME)).rejects.toThrow(
    'count_flows was expected to fail, but succeeded: {"count"',
  );
});

it('returns failures as results, and rejects for unknown tools', async () => {
  const host = await testHost({ plugins: [slaPlugin] });
  const text = await host.failed('count_flows', {});
  expect(text).toContain('"namespace"');
  expect(await host.failed('count_flows', { namespace: 'forbidden' })).toBe('This namespace is not counted.');
  await expect(host.ok('count_flows', {})).rejects.toThrow(`count_flows failed: ${text}`);
  await expect(host.call('count_flow')).rejects.toThrow('count_flow');
});

it('uses a fake Kestra without routes by default', async () => {
  const host = await testHost({ plugins: [slaPlugin] });
  expect(await host.failed('count_flows', ACME)).toContain(
    'This fake Kestra has no route "GET /main/flows/acme". It has no routes.',
  );
});

it('lists tools, reads resources and gets prompts', async () => {
  const host = await testHost({ plugins: [slaPlugin] });
  const [tool, ...others] = await host.list();
  expect(others).toEqual([]);
  expect(tool).toMatchObject({ name: 'count_flows', annotations: { readOnlyHint: true } });
  const { contents } = await host.read('sla://limit');
  expect(contents).toMatchObject([{ mimeType: 'application/json', text: '{"most":10}' }]);
  const { messages } = await host.prompt('review', ACME);
  expect(messages).toMatchObject([{ role: 'user', content: { text: 'Are there too many flows in acme?' } }]);
});

it('completes as for a client, and throws what a client does not see', async () => {
  const prompt = definePrompt({
    ...{ group: { name: 'g', title: 'G' }, name: 'ask_flow', description: 'Asks.', handler: () => '' },
    input: z.strictObject({ namespace: z.string(), flow: z.string(), tone: z.enum(['dry', 'kind']) }),
    complete: { flow: completeFlowId, namespace: () => Promise.reject(new Error('no namespaces')) },
  });
  const kestra = await fakeKestra({
    'GET /main/flows/acme': { json: [{ id: 'b' }, { id: 'a' }, { id: 'ab' }] },
  });
  const host = await testHost({ plugins: [definePlugin({ id: 'asks', prompts: [prompt] })], kestra });
  const flows = await host.complete('ask_flow', 'flow', 'a', ACME);
  expect(flows).toEqual({ values: ['a', 'ab'], total: 2, hasMore: false });
  expect(await host.complete('ask_flow', 'tone')).toMatchObject({ values: ['dry', 'kind'] });
  await expect(host.complete('ask_flow', 'namespace')).rejects.toThrow('no namespaces');
  await expect(host.complete('ask_flow', 'flow', '', { namespace: 'other' })).rejects.toThrow('has no route');
  await expect(host.complete('ask', 'flow')).rejects.toThrow('There is no resource "ask".');
});

it('knows the edition before the first list', async () => {
  const kestra = await fakeKestra({}, { edition: 'EE' });
  const host = await testHost({ plugins: [slaPlugin], kestra });
  expect((await host.list()).map(({ name }) => name)).toEqual(['count_flows', 'get_licence']);
  expect(kestra.lines).toEqual([]);
});

it('leaves EE tools off if the edition is not reported', async () => {
  const kestra = await fakeKestra({ 'GET /configs': { status: 500 } });
  const host = await testHost({ plugins: [slaPlugin], kestra });
  expect((await host.list()).map(({ name }) => name)).toEqual(['count_flows']);
});

it('accepts a sandbox, a plugin by its path, and the other configuration keys', async () => {
  const sandbox = await startSandbox();
  const plugins = [join(ROOT, 'test/fixtures/plugins/greeting'), slaPlugin];
  const host = await testHost({ plugins, kestra: sandbox, tools: { disable: ['greeting'] } });
  expect((await host.list()).map(({ name }) => name)).toEqual(['count_flows']);
  expect(await host.call('count_flows', ACME)).toSucceedWith({ count: 0 });
  await host.close();
  await sandbox.close();
});

it('rejects if a plugin cannot be used, unless `strict` is off', async () => {
  const plugins: [typeof slaPlugin, object] = [slaPlugin, { most: 'many' }];
  const rejected = expect(testHost({ plugins: [plugins as never] })).rejects;
  await rejected.toThrow('rejects its options');
  const host = await testHost({ plugins: [plugins as never], strict: false });
  expect(host.faults).toEqual([expect.stringContaining('rejects its options')]);
  expect(await host.list()).toEqual([]);
});

it('rejects an unknown configuration key', async () => {
  await expect(testHost({ plugins: [slaPlugin], tool: {} } as never)).rejects.toThrow(
    'testHost: unknown key',
  );
});

it('disposes of the plugins when it is closed', async () => {
  const onDispose = jest.fn<() => void>();
  const host = await testHost({ plugins: [definePlugin({ ...slaPlugin, onDispose })] });
  await host.failed('count_flows', ACME);
  await host.close();
  expect(onDispose).toHaveBeenCalledTimes(1);
  await expect(host.call('count_flows', ACME)).rejects.toThrow();
});

it('has written nothing to stderr', () => {
  expect(stderr.mock.calls).toEqual([]);
});

it('calls a tool that continues as a task, and polls it as often as the test wants', async () => {
  const run = (current: string) => ({
    json: { id: 'e1', namespace: 'acme', flowId: 'f', state: { current } },
  });
  const kestra = await fakeKestra({
    'POST /main/executions/acme/f': run('CREATED'),
    'GET /main/executions/e1': [run('RUNNING'), run('SUCCESS')],
  });
  const host = await testHost({ plugins: ['execution'], kestra });
  const given = { ...ACME, flow_id: 'f' };
  const look = await host.task('execute_flow', { ...given, wait: true });
  expect(await look()).toMatchObject({ status: 'working', message: 'RUNNING' });
  expect(await look()).toMatchObject({
    status: 'completed',
    result: { structuredContent: { id: 'e1', state: { current: 'SUCCESS' } } },
  });
  await expect(host.task('execute_flow', given)).rejects.toThrow('execute_flow did not continue as a task');
});
