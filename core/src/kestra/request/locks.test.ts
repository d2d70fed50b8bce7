import { describe, expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { type ClientOptions, KestraClient } from '../client.js';
import type { ClientRequest, RequestWithin } from './client-request.js';

const kestra = useKestra();
const VERSIONS = ['1.3', '2.0'];
const client = (version: string, options: ClientOptions = {}) =>
  new KestraClient(kestra.settings(version), options);
const FENCE = { namespaces: ['company'] };
const GONE = expect.stringMatching(/^KMCP_(OUTSIDE|NOT_FOUND)$/);

type Method = NonNullable<ClientRequest['method']>;
const inNamespace = (namespace: string) => ({ namespace });
const inExecution = (namespace: string) => ({ execution: `e-${namespace}` });
const inApp = (namespace: string) => ({ app: `a-${namespace}` });

/** In a path, `N` means a namespace, `E` an execution in it and `A` an app in it. */
const PLACED: readonly (readonly [string, (namespace: string) => RequestWithin, object?])[] = [
  ['GET flows/N', inNamespace],
  ['GET flows/N/f/tasks/t', inNamespace],
  ['DELETE flows/N/f/revisions', inNamespace],
  ['POST executions/N/f', inNamespace],
  ['POST executions/N/f/validate', inNamespace],
  ['GET executions/flows/N/f', inNamespace],
  ['GET executions/webhook/N/f/key', inNamespace],
  ['GET namespaces/N', inNamespace],
  ['PUT namespaces/N/secrets', inNamespace, { json: { key: 'k', value: 'v' } }],
  ['DELETE logs/N/f', inNamespace],
  ['GET metrics/names/N/f', inNamespace],
  ['POST triggers/N/f/t/unlock', inNamespace],
  ['GET tests/N/x', inNamespace],
  ['GET executions/E/graph', inExecution],
  ['POST executions/E/resume', inExecution],
  ['DELETE executions/E', inExecution],
  ['GET logs/E', inExecution],
  ['GET metrics/E', inExecution],
  ['GET outputs/tasks/E/r', inExecution],
  ['PUT apps/A', inApp, { json: { name: 'x' } }],
];

function requestFor([line, within, more]: (typeof PLACED)[number], namespace: string): ClientRequest {
  const [method = 'GET', path = ''] = line.split(' ');
  const ids: Record<string, string> = { N: namespace, E: `e-${namespace}`, A: `a-${namespace}` };
  const segments = path.split('/').map((segment) => ids[segment] ?? segment);
  return { method: method as Method, path: segments, within: within(namespace), ...more };
}

function answerAll(): void {
  const reply = ({ line }: { line: string }) => {
    const namespace = decodeURIComponent(/[ea]-([^/?]+)/.exec(line)?.[1] ?? 'company');
    return { json: { id: 'x', uid: 'a', namespace, state: { current: 'PAUSED' } } };
  };
  kestra.answers(new Proxy({}, { get: () => reply }));
}

describe.each(VERSIONS)('with fixed namespaces, on %s,', (version) => {
  it.each(PLACED)('%s is sent as it is inside, and not outside', async (...row) => {
    for (const outside of ['other', 'company2', 'companyx.team', 'Company', 'company ']) {
      answerAll();
      const attempt = client(version, FENCE).request(requestFor(row, outside));
      await expect(attempt).rejects.toMatchObject({ code: GONE });
      expect(
        kestra.lines.filter((line) => !/^GET \/main\/(executions\/e|apps\/a)-[^/]+$/.test(line)),
      ).toEqual([]);
    }
    for (const inside of ['company', 'company.team']) {
      answerAll();
      await client(version).request(requestFor(row, inside));
      const free = kestra.lines.at(-1);
      answerAll();
      await client(version, FENCE).request(requestFor(row, inside));
      expect(kestra.lines.at(-1)).toBe(free);
    }
  });

  it.each(PLACED)('%s is of nothing else than its path says, with and without', async (...row) => {
    for (const options of [FENCE, {}]) {
      const request = requestFor(row, 'other');
      for (const within of [
        inNamespace('company'),
        inExecution('company'),
        inApp('company'),
        'instance',
      ] as const) {
        const attempt = client(version, options).request({ ...request, within });
        await expect(attempt).rejects.toMatchObject({ code: 'KMCP_INPUT' });
      }
    }
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    'GET groups/company',
    'GET dashboards/company',
    'GET namespaces/company/dependencies',
    'GET flows/company/f/dependencies',
    'GET namespaces/company.team/inherited-secrets',
    'GET namespaces/company.team/inherited-variables',
    'GET executions/e-company/follow-dependencies',
    'GET flows/distinct-namespaces',
    'GET kv/company',
    'POST flows/bulk',
    'POST flows/import',
    'POST namespaces',
    'POST triggers/set-disabled/by-triggers',
    'POST flows/source/replace',
    'DELETE nothing/known/company',
  ])('%s is refused: where it leads cannot be told', async (line) => {
    const [method, path = ''] = line.split(' ') as [Method, string];
    for (const within of [{ namespace: 'company' }, 'tenant', 'yaml'] as const) {
      const attempt = client(version, FENCE).request({ method, path: path.split('/'), within });
      await expect(attempt).rejects.toMatchObject({
        code: expect.stringMatching(/^KMCP_(OUTSIDE|INPUT|PLUGIN)$/),
      });
    }
    expect(kestra.lines).toEqual([]);
  });

  it.each<[string, Partial<ClientRequest>]>([
    ['GET flows/company', { query: { namespace: 'other' } }],
    [
      'POST executions/company/f',
      { form: [{ name: 'file', content: 'kestra:///other/f/executions/e/x.txt' }] },
    ],
    ['POST executions/company/f', { form: [{ name: 'namespace', content: 'other' }] }],
    ['PUT concurrency-limit/company/f', { json: { namespace: 'other' } }],
    ['PUT namespaces/company/x', { json: [{ namespace: 'company' }, { namespaceId: 'other' }] }],
    ['PUT namespaces/company/x', { json: { triggers: [{ namespace: 'other' }] } }],
    ['PUT namespaces/company/x', { json: { deep: { inputs: { file: 'nsfile://other/x' } } } }],
    ['PUT flows/company/f', { yaml: 'id: f\nnamespace: other' }],
    ['GET flows/company/f/graph', { query: { subflows: ['other.f'] } }],
    ['GET namespaces/company/files', { query: { path: '/../../other' } }],
    ['PUT namespaces/company/files', { query: { from: '/a', to: '/a%2F..%2F..%2Fother' } }],
    ['POST namespaces/company/files', { query: { path: '/_flows/a.yaml' }, form: [] }],
  ])('%s with %j is refused', async (line, more) => {
    const [method, path = ''] = line.split(' ') as [Method, string];
    const request = {
      method,
      path: path.split('/'),
      within: { namespace: 'company' },
      ...more,
    } as ClientRequest;
    await expect(client(version, FENCE).request(request)).rejects.toMatchObject({ code: 'KMCP_OUTSIDE' });
    expect(kestra.lines).toEqual([]);
  });

  it('what is of the instance is read where it is no secret', async () => {
    kestra.answers({
      'GET /plugins/a.B': { json: { title: 'B' } },
      'GET /configs': { json: { version: '2' } },
    });
    const send = (path: readonly string[], within: RequestWithin, method: Method = 'GET') =>
      client(version, FENCE).request({ method, path, within, instance: true });
    expect(await send(['plugins', 'a.B'], 'instance')).toEqual({ title: 'B' });
    expect(await send(['configs'], 'instance')).toEqual({ version: '2' });
    for (const first of ['banners', 'users', 'service-accounts', 'me', 'instance', 'kill-switches']) {
      for (const within of ['instance', 'tenant'] as const)
        await expect(send([first], within)).rejects.toMatchObject({ code: 'KMCP_OUTSIDE' });
    }
    await expect(send(['plugins', 'x'], 'instance', 'POST')).rejects.toMatchObject({ code: 'KMCP_OUTSIDE' });
    await expect(
      client(version, FENCE).request({ path: ['executions', 'search'], within: 'instance' }),
    ).rejects.toMatchObject({
      code: 'KMCP_INPUT',
    });
    expect(kestra.lines).toHaveLength(2);
  });

  it('what the answer names decides, where the path does not', async () => {
    const { request } = client(version, FENCE);
    const read = (id: string) =>
      request.call(client(version, FENCE), { path: ['assets', id], within: 'answer' });
    kestra.answers({
      'GET /main/assets/a': { json: { id: 'a', namespace: 'company.team' } },
      'GET /main/assets/b': { json: { id: 'b', namespace: 'other' } },
      'GET /main/assets/d': { status: 404 },
      'GET /main/assets/c': { json: [{ id: 'c', namespace: 'company' }] },
    });
    expect(await read('a')).toEqual({ id: 'a', namespace: 'company.team' });
    for (const id of ['b', 'c', 'd'])
      await expect(read(id)).rejects.toMatchObject({ code: 'KMCP_NOT_FOUND' });
    const named = { path: ['flows', 'other', 'f'], within: 'answer' } as const;
    await expect(client(version, FENCE).request(named)).rejects.toMatchObject({ code: 'KMCP_OUTSIDE' });
    expect(kestra.lines.at(-1)).toBe('GET /main/assets/d');
  });

  it('what its YAML and its body name decides, where that is what the route takes', async () => {
    kestra.answers({
      'POST /main/flows': {},
      'PUT /main/triggers/backfill/pause': {},
      'POST /main/flows/validate': {},
    });
    const send = (request: ClientRequest) => client(version, FENCE).request(request);
    const pause = {
      method: 'PUT',
      path: ['triggers', 'backfill', 'pause'],
      within: { namespace: 'company' },
    } as const;
    await send({ method: 'POST', path: ['flows'], yaml: 'id: f\nnamespace: company', within: 'yaml' });
    await send({ ...pause, json: { namespace: 'company', flowId: 'f', triggerId: 't' } });
    await send({
      method: 'POST',
      path: ['flows', 'validate'],
      yaml: 'id: f\nnamespace: company',
      within: 'instance',
    });
    const outside = send({
      method: 'POST',
      path: ['flows'],
      yaml: 'id: f\nnamespace: other',
      within: 'yaml',
    });
    await expect(outside).rejects.toMatchObject({ code: 'KMCP_OUTSIDE' });
    for (const json of [{ namespace: 'other' }, {}, [{ namespace: 'company' }]])
      await expect(send({ ...pause, json })).rejects.toMatchObject({ code: 'KMCP_INPUT' });
    expect(kestra.lines).toHaveLength(3);
  });
});

describe.each(VERSIONS)('a read-only server, on %s,', (version) => {
  it.each([
    'POST flows/company',
    'POST unknown/route',
    'POST executions/company/search',
    'POST executions/company/validate',
    'POST executions/e/eval',
    'PUT flows/company/f',
    'PATCH me',
    'DELETE flows/company/f',
    'GET executions/webhook/company/f/key',
    'HEAD executions/webhook/company/f/key',
  ])('refuses %s', async (line) => {
    const [method, path = ''] = line.split(' ') as [Method, string];
    const attempt = client(version, { readOnly: true }).request({
      method,
      path: path.split('/'),
      within: 'tenant',
    });
    await expect(attempt).rejects.toMatchObject({ code: 'KMCP_READ_ONLY' });
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    'GET flows/company',
    'GET unknown/route',
    'POST flows/validate',
    'POST dashboards/validate',
    'POST dashboards/d/charts/c',
  ])('sends %s, which reads', async (line) => {
    const [method, path = ''] = line.split(' ') as [Method, string];
    kestra.answers({ [`${method} /main/${path}`]: {} });
    await client(version, { readOnly: true }).request({ method, path: path.split('/'), within: 'tenant' });
    expect(kestra.lines).toHaveLength(1);
  });
});

it.each(VERSIONS)('all of it holds together, in a tenant of another name, on %s', async (version) => {
  const settings = { ...kestra.settings(version), tenant: 'b c' };
  const held = new KestraClient(settings, { readOnly: true, namespaces: ['company'] });
  kestra.answers({ 'GET /b%20c/flows/company/f': { json: { id: 'f' } } });
  const place = (namespace: string) => ({ path: ['flows', namespace, 'f'], within: { namespace } });
  expect(await held.request(place('company'))).toEqual({ id: 'f' });
  await expect(held.request(place('main'))).rejects.toMatchObject({ code: 'KMCP_OUTSIDE' });
  const write = held.request({ ...place('company'), method: 'DELETE' });
  await expect(write).rejects.toMatchObject({ code: 'KMCP_READ_ONLY' });
  expect(kestra.lines).toEqual(['GET /b%20c/flows/company/f']);
});

it('a file is not unpacked into the namespace by its name', async () => {
  kestra.answers({ 'POST /main/namespaces/company/files': {} });
  const form = [{ name: 'fileContent', filename: 'a.zip', content: 'PK' }];
  const path = ['namespaces', 'company', 'files'];
  await client('2.0').request({
    method: 'POST',
    path,
    query: { path: '/a.zip' },
    form,
    within: { namespace: 'company' },
  });
  expect(kestra.asked[0]?.body).toContain('filename="content"');
});
