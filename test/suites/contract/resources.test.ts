import { beforeAll, describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { testHost } from '@kestra-mcp/testing';
import { ExecutionResources } from '../../../plugins/execution/src/execution.resources.js';
import execution from '../../../plugins/execution/src/index.js';
import files from '../../../plugins/files/src/index.js';
import flow from '../../../plugins/flow/src/index.js';
import logs from '../../../plugins/logs/src/index.js';
import { CONTEXT } from '../../support/host/runtime.js';
import { recorded } from '../../support/kestra/recordings.js';
import { useKestra } from '../../support/kestra/use-kestra.js';
import '@kestra-mcp/testing/jest';

const kestra = useKestra();
type Host = Awaited<ReturnType<typeof testHost>>;

describe.each(['1.3', '2.0'] as const)('resources of the host on %s', (version) => {
  const file = `${version}-oss` as const;
  let host: Host;
  let fenced: Host;
  beforeAll(async () => {
    const settings = { baseUrl: kestra.baseUrl, version };
    const plugins = [flow, execution, logs, files];
    host = await testHost({ plugins, kestra: settings });
    const tools = { readOnly: true, fixed: { namespaces: ['other'] } };
    fenced = await testHost({ plugins, kestra: settings, tools });
  });

  const read = async (uri: string, from = host) => (await from.read(uri)).contents[0] as { text?: string };
  const refusal = (uri: string, from = host) =>
    from.read(uri).then(
      () => 'was read',
      ({ code, message }: { code: number; message: string }) => ({ code, message }),
    );
  const execution1 = (current: string) => ({
    json: {
      ...{ id: 'e1', namespace: 'rec.demo', flowId: 'f', state: { current } },
      taskRunList: [{ id: 'r1', taskId: 't', state: { current } }],
    },
  });
  const TEXT = { status: 200, text: '2026-01-31T12:00:00.000Z INFO hello\n' };

  it('are listed as templates, and nothing is asked for that', async () => {
    const { resourceTemplates } = await host.client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate, mimeType }) => [uriTemplate, mimeType])).toEqual([
      ['kestra://flows/{namespace}/{id}', 'application/yaml'],
      ['kestra://executions/{id}', 'application/json'],
      ['kestra://executions/{id}/logs', 'text/plain'],
      ['kestra://namespaces/{namespace}/files/{+path}', undefined],
    ]);
    expect(kestra.lines).toEqual([]);
  });

  it('a flow is its YAML', async () => {
    const found = recorded('get flow with source', file);
    kestra.answers({ 'GET /main/flows/rec.demo/hello': found });
    expect(await read('kestra://flows/rec.demo/hello')).toEqual({
      ...{ uri: 'kestra://flows/rec.demo/hello', mimeType: 'application/yaml' },
      text: (found.json as { source: string }).source,
    });
  });

  it('an execution is asked for once while it runs, and has its outputs when it has ended', async () => {
    kestra.answers({ 'GET /main/executions/e1': execution1('RUNNING') });
    const { text = '' } = await read('kestra://executions/e1');
    expect(JSON.parse(text)).toMatchObject({ id: 'e1', state: { current: 'RUNNING' } });
    expect(kestra.lines).toEqual(['GET /main/executions/e1']);
    const ended = execution1('SUCCESS');
    Object.assign(ended.json, version === '1.3' && { outputs: { total: 1 } });
    kestra.answers({
      'GET /main/executions/e1': ended,
      'GET /main/outputs/executions/e1': { json: { total: 1 } },
      'GET /main/outputs/tasks/e1': { json: [] },
      'GET /main/executions/search': { json: { results: [], total: 0 } },
    });
    const { text: after = '' } = await read('kestra://executions/e1');
    expect(JSON.parse(after)).toMatchObject({ state: { current: 'SUCCESS' }, outputs: { total: 1 } });
  });

  it('an execution is watched until it has ended', async () => {
    const resources = new ExecutionResources(new KestraClient(kestra.settings(version)));
    const over: string[] = [];
    for (const state of ['RUNNING', 'PAUSED', 'RESTARTED', 'FAILED']) {
      kestra.answers({
        'GET /main/executions/e1': execution1(state),
        'GET /main/outputs/executions/e1': { json: {} },
        'GET /main/outputs/tasks/e1': { json: [] },
        'GET /main/executions/search': { json: { results: [], total: 0 } },
      });
      const context = { ...CONTEXT, over: () => void over.push(state) };
      await resources.executionState({ id: 'e1' }, context);
    }
    expect(over).toEqual(['FAILED']);
  });

  it('a log is its newest lines', async () => {
    kestra.answers({ 'GET /main/logs/e1/download': TEXT });
    expect(await read('kestra://executions/e1/logs')).toMatchObject({
      ...{ mimeType: 'text/plain', text: expect.stringMatching(/^2026-01-31T12:00:00\S* INFO hello$/m) },
    });
    kestra.answers({ 'GET /main/logs/e1/download': { ...TEXT, text: TEXT.text.repeat(3_000) } });
    const { text = '' } = await read('kestra://executions/e1/logs');
    expect(text).toMatch(/^These are the newest lines/);
    expect(JSON.stringify(text).length).toBeLessThanOrEqual(40_000);
  });

  it.each([
    ['scripts/a.py', '/scripts/a.py', 'print(1)', { mimeType: 'text/plain', text: 'print(1)' }],
    ['scripts%2Fa%20b.csv', '/scripts/a b.csv', 'a,b', { mimeType: 'text/csv', text: 'a,b' }],
    ['a.png', '/a.png', '\u0000PNG', { mimeType: 'image/png', blob: expect.any(String) }],
  ])('a file %s is what it is by its name', async (path, asked, text, content) => {
    kestra.answers({ 'GET /main/namespaces/rec.demo/files': { text } });
    expect(await read(`kestra://namespaces/rec.demo/files/${path}`)).toMatchObject(content);
    expect(decodeURIComponent(kestra.lines[0] ?? '').replaceAll('+', ' ')).toContain(`path=${asked}`);
  });

  it('what is not there is answered as the protocol wants', async () => {
    kestra.answers({
      'GET /main/flows/rec.demo/nope': recorded('get flow, unknown', file),
      'GET /main/flows/rec.demo': { json: [{ id: 'none' }] },
      'GET /main/executions/e0': recorded('get execution, unknown', file),
      'GET /main/logs/e0/download': { status: 200, text: '' },
      'GET /main/namespaces/rec.demo/files': recorded('file get, unknown', file),
    });
    const none = await refusal('kestra://nothing');
    for (const uri of [
      'flows/rec.demo/nope',
      'executions/e0',
      'executions/e0/logs',
      'namespaces/rec.demo/files/x',
    ])
      expect(await refusal(`kestra://${uri}`)).toMatchObject({ code: (none as { code: number }).code });
    expect(await refusal('kestra://flows/rec.demo/nope')).toMatchObject({
      message: expect.stringContaining('Did you mean "none"?'),
    });
  });

  it('refuses what is no path', async () => {
    expect(await refusal('kestra://namespaces/rec.demo/files/a/..%2F..%2Fb')).toMatchObject({
      message: expect.stringContaining('must not contain ".."'),
    });
    expect(kestra.lines).toEqual([]);
  });

  it('keep to the fixed namespaces, also read-only', async () => {
    kestra.answers({ 'GET /main/executions/e1': execution1('RUNNING'), 'GET /main/logs/e1/download': TEXT });
    for (const uri of [
      'flows/rec.demo/hello',
      'namespaces/rec.demo/files/x',
      'executions/e1',
      'executions/e1/logs',
    ])
      expect(await refusal(`kestra://${uri}`, fenced)).toMatchObject({ code: expect.any(Number) });
    expect(kestra.lines.filter((line) => line !== 'GET /main/executions/e1')).toEqual([]);
    kestra.answers({ 'GET /main/flows/other/f': { json: { id: 'f', namespace: 'other', source: 'id: f' } } });
    expect(await read('kestra://flows/other/f', fenced)).toMatchObject({ text: 'id: f' });
  });

  it('are completed', async () => {
    kestra.answers({
      'GET /main/flows/rec.demo': { json: [{ id: 'hello' }, { id: 'sums' }] },
      'GET /main/executions/search': { json: { results: [{ id: 'e1' }, { id: 'e2' }], total: 2 } },
      'GET /main/namespaces/rec.demo/files/search': { json: ['/scripts/a.py'] },
    });
    const complete = async (uri: string, name: string, value: string, given = {}) => {
      const ref = { type: 'ref/resource', uri } as const;
      const asked = { ref, argument: { name, value }, context: { arguments: given } };
      return (await host.client.complete(asked)).completion.values;
    };
    const namespace = 'rec.demo';
    expect(await complete('kestra://flows/{namespace}/{id}', 'id', 'he', { namespace })).toEqual(['hello']);
    expect(await complete('kestra://executions/{id}', 'id', 'e')).toEqual(['e1', 'e2']);
    expect(await complete('kestra://executions/{id}/logs', 'id', 'e2')).toEqual(['e2']);
    const path = 'kestra://namespaces/{namespace}/files/{+path}';
    expect(await complete(path, 'path', 'a', { namespace })).toEqual(['/scripts/a.py']);
  });
});
