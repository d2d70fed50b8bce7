import { describe, expect, it } from '@jest/globals';
import { recorded } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { inScope } from '../wire/scope.js';

const kestra = useKestra();
const client = (version = '2.0') => new KestraClient(kestra.settings(version));
const within = { namespace: 'company' } as const;

describe.each(['1.3', '2.0'])('a request to %s', (version) => {
  it('goes below the tenant, with each segment encoded', async () => {
    kestra.answers({ 'GET /main/namespaces/b%C3%BCro/secrets/a%20b%3F%23%3B': { json: { key: 'x' } } });
    const request = {
      path: ['namespaces', 'büro', 'secrets', 'a b?#;'],
      within: { namespace: 'büro' },
    } as const;
    expect(await client(version).request(request)).toEqual({ key: 'x' });
  });

  it('has a query, and undefined values are not sent', async () => {
    const line = 'GET /main/flows/company/a/graph?revision=2&subflows=a&subflows=b';
    kestra.answers({ 'GET /main/flows/company/a/graph': { json: {} } });
    const query = { revision: 2, subflows: ['a', 'b'], none: undefined };
    await client(version).request({ path: ['flows', 'company', 'a', 'graph'], query, within });
    expect(kestra.lines).toEqual([line]);
  });

  it('has one body: JSON, YAML, or a form', async () => {
    kestra.answers({
      'PUT /main/namespaces/company/secrets': {},
      'POST /main/flows': {},
      'POST /main/executions/company/f': {},
    });
    const { request } = client(version);
    const send = request.bind(client(version));
    await send({ method: 'PUT', path: ['namespaces', 'company', 'secrets'], json: { key: 'k' }, within });
    await send({ method: 'POST', path: ['flows'], yaml: 'namespace: company', within: 'yaml' });
    await send({
      method: 'POST',
      path: ['executions', 'company', 'f'],
      form: [{ name: 'n', content: '1' }],
      within,
    });
    expect(
      kestra.asked.map(({ headers, body }) => [headers['content-type']?.split(';')[0], body.includes('n')]),
    ).toEqual([
      ['application/json', false],
      ['application/x-yaml', true],
      ['multipart/form-data', true],
    ]);
    expect(kestra.asked[0]?.body).toBe('{"key":"k"}');
  });

  it('is answered with JSON, text, bytes, or nothing', async () => {
    const path = ['namespaces', 'company', 'files', 'export'];
    kestra.answers({
      'GET /main/namespaces/company/files/export': { text: 'a: 1' },
      'HEAD /main/flows/company/f': {},
    });
    expect(await client(version).request({ path, within, as: 'text' })).toBe('a: 1');
    expect(await client(version).request({ path, within, as: 'bytes' })).toEqual(
      new Uint8Array(Buffer.from('a: 1')),
    );
    await expect(client(version).request({ path, within })).rejects.toMatchObject({ code: 'KMCP_NOT_JSON' });
    expect(await client(version).request({ method: 'HEAD', path: ['flows', 'company', 'f'], within })).toBe(
      undefined,
    );
  });

  it('of the instance is outside of the tenant, and only of what is of none', async () => {
    kestra.answers({ 'GET /plugins/io.kestra.core.Log': { json: { title: 'Log' } } });
    const path = ['plugins', 'io.kestra.core.Log'];
    const query = { all: true };
    expect(await client(version).request({ path, query, instance: true, within: 'instance' })).toEqual({
      title: 'Log',
    });
    for (const first of ['main', 'other', 'tenants', 'main-tenant-flows', 'Configs']) {
      const lost = { path: [first, 'flows', 'search'], instance: true, within: 'tenant' } as const;
      await expect(client(version).request(lost)).rejects.toMatchObject({ code: 'KMCP_PLUGIN' });
    }
    expect(kestra.lines).toHaveLength(1);
  });

  it('that fails is told in the words of Kestra', async () => {
    const answer = recorded('unknown route', version === '2.0' ? '2.0-oss' : '1.3-oss');
    kestra.answers({ 'GET /main/flows/company/none': answer });
    const attempt = client(version).request({ path: ['flows', 'company', 'none'], within });
    await expect(attempt).rejects.toMatchObject({
      code: 'KMCP_NOT_FOUND',
      status: 404,
      said: expect.stringMatching(/\w/),
    });
  });

  it('is tried again when it only reads, and ends with its call', async () => {
    kestra.answers({
      'GET /main/flows/company/f': [{ status: 503 }, { json: { id: 'f' } }],
      'POST /main/flows/company/f/x': { status: 503 },
    });
    const path = ['flows', 'company', 'f'];
    expect(await client(version).request({ path, within })).toEqual({ id: 'f' });
    const write = client(version).request({ method: 'POST', path: [...path, 'x'], within });
    await expect(write).rejects.toMatchObject({ status: 503 });
    expect(kestra.lines).toHaveLength(3);
    const ended = inScope({ signal: AbortSignal.abort() }, () => client(version).request({ path, within }));
    await expect(ended).rejects.toMatchObject({ code: 'KMCP_CANCELLED' });
  });

  it('does not tell with what credentials a run was started', async () => {
    const run = {
      id: 'e',
      trigger: { variables: { headers: { authorization: ['Basic c2VjcmV0'], accept: ['*'] } } },
    };
    kestra.answers({
      'GET /main/executions/e': { json: run },
      'POST /main/executions/latest': { json: [run] },
      'GET /main/executions': {
        json: { results: [run], total: 1 },
      },
    });
    const { request } = client(version);
    const send = request.bind(client(version));
    const answers = [
      await send({ path: ['executions', 'e'], within: { execution: 'e' } }),
      await send({ method: 'POST', path: ['executions', 'latest'], json: [], within: 'tenant' }),
      await send({ path: ['executions'], query: { flowId: 'f' }, within }),
    ];
    expect(JSON.stringify(answers).match(/\*\*\*/g)).toHaveLength(3);
    expect(JSON.stringify(answers)).not.toContain('c2VjcmV0');
    const text = send({ path: ['executions', 'e'], within: { execution: 'e' }, as: 'text' });
    await expect(text).rejects.toMatchObject({ code: 'KMCP_PLUGIN' });
  });
});

describe('a path', () => {
  const ODD = [
    '',
    ' ',
    '.',
    '..',
    '../x',
    'a/b',
    'a\\b',
    '%2e%2e',
    '%2E',
    'a%2fb',
    'a%5Cb',
    'a\nb',
    'a\u0000',
    '\ud800',
  ];

  it.each(ODD)('refuses %j wherever it stands', async (odd) => {
    for (const path of [
      [odd, 'a', 'b'],
      ['flows', odd, 'b'],
      ['flows', 'a', odd],
    ]) {
      const attempts = [
        client().request({ path, within: 'tenant' }),
        client().request({ path, within: { namespace: odd || 'a' } }),
        client().request({ path, within: 'tenant', instance: true }),
      ];
      for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'KMCP_INPUT' });
    }
    expect(kestra.lines).toEqual([]);
  });

  it.each([undefined, null, {}, ['a'], 1.5, Number.NaN, true])(
    'refuses %p, which a plugin may have by mistake',
    async (odd) => {
      const path = ['flows', 'company', odd as string];
      await expect(client().request({ path, within })).rejects.toMatchObject({ code: 'KMCP_INPUT' });
      expect(kestra.lines).toEqual([]);
    },
  );

  it.each([[[]], ['flows/company'], [undefined]])('has segments, %p is none', async (path) => {
    await expect(client().request({ path: path as never, within })).rejects.toMatchObject({
      code: 'KMCP_PLUGIN',
    });
  });

  it.each([
    ['DELETE', 'executions', 'by-query'],
    ['DELETE', 'flows', 'delete', 'by-query'],
    ['POST', 'executions', 'kill', 'by-ids'],
    ['GET', 'executions', 'by-ids'],
    ['GET', 'flows', 'export', 'by-query', 'csv'],
    ['GET', 'namespaces', 'company', 'kv', 'inheritance'],
  ] as const)('refuses %s %s/%s…, whose word is no id', async (method, ...path) => {
    for (const place of ['tenant', { namespace: 'company' }] as const)
      await expect(client().request({ method, path, within: place })).rejects.toThrow('cannot be an id here');
    expect(kestra.lines).toEqual([]);
  });

  it('has words of routes where they are fine names', async () => {
    kestra.answers({ 'GET /main/flows/company/search': { json: {} } });
    await client().request({ path: ['flows', 'company', 'search'], within });
    expect(kestra.lines).toHaveLength(1);
  });

  it.each([
    [['executions', 'search'], { execution: 'search' }],
    [['flows', 'search'], { namespace: 'search' }],
    [['flows', 'source'], { namespace: 'source' }],
  ] as const)('%j is no id', async (path, place) => {
    await expect(client().request({ path, within: place })).rejects.toThrow(
      'is the name of another Kestra route',
    );
    expect(kestra.lines).toEqual([]);
  });
});

describe('an action on an execution', () => {
  const place = { execution: 'e' } as const;

  it.each([
    ['1.3', 'POST /main/executions/e/pause'],
    ['2.0', 'POST /main/executions/e/actions/pause'],
  ])('is where %s has it, in whatever form it is asked for', async (version, line) => {
    kestra.answers({ [line]: {} });
    for (const path of [
      ['executions', 'e', 'pause'],
      ['executions', 'e', 'actions', 'pause'],
    ])
      await client(version).request({ method: 'POST', path, within: place });
    expect(kestra.lines).toEqual([line, line]);
  });

  it('is no flow of that name, before 2.0', async () => {
    const request = { method: 'POST', path: ['executions', 'company', 'kill'], within } as const;
    await expect(client('1.3').request(request)).rejects.toMatchObject({ code: 'KMCP_INPUT' });
    kestra.answers({ 'POST /main/executions/company/kill': { json: { id: 'e' } } });
    expect(await client('2.0').request(request)).toEqual({ id: 'e' });
  });
});

it.each([
  [{ path: ['flows'] }, 'within'],
  [{ path: ['flows'], within: {} }, 'within'],
  [{ path: ['flows'], within: { namespace: '' } }, 'within'],
  [{ path: ['flows'], within: 'names' }, 'within'],
  [{ path: ['flows'], within: { namespace: 'a', execution: 'b' } }, 'within'],
  [{ path: ['flows'], within: 'yaml', method: 'POST', yaml: 'a', json: {} }, 'more than one'],
  [{ path: ['flows', 'company'], within, json: {} }, 'cannot have a body'],
  [{ path: ['flows', 'company'], within, method: 'TRACE' }, 'method "TRACE" is not supported'],
  [{ path: ['flows', 'company'], within, as: 'xml' }, 'cannot be read as "xml"'],
  [{ path: ['flows', 'company'], within: 'answer', as: 'text' }, 'reading JSON'],
  [{ path: ['flows', 'company'], within, query: { a: 1, b: null } }, 'query has "b"'],
  [{ path: ['flows', 'company'], within, query: { a: ['x', {}] } }, 'query has "a"'],
  [{ path: ['flows', 'company'], within, query: { a: Number.NaN } }, 'query has "a"'],
  [{ path: ['flows', 'company'], within, method: 'POST', yaml: 7 }, 'yaml'],
  [{ path: ['flows', 'company'], within, method: 'POST', form: 'a=b' }, 'form'],
  [{ path: ['flows', 'company'], within, method: 'POST', form: [{ name: 'a', content: 7 }] }, 'form'],
  [{ path: ['flows', 'company'], within, timeoutMs: '5' }, 'timeoutMs'],
  [{ path: ['configs'], within, instance: true }, 'outside tenants'],
  [{ path: ['namespaces', 'company', 'files'], within: 'answer' }, 'within their namespace'],
  [{ path: ['executions', 'e', 'follow'], within: { execution: 'e' } }, 'never ends'],
])('%j is a mistake of the plugin', async (request, text) => {
  const attempt = client().request(request as never);
  await expect(attempt).rejects.toMatchObject({
    code: 'KMCP_PLUGIN',
    message: expect.stringContaining(text),
  });
  expect(kestra.lines).toEqual([]);
});
