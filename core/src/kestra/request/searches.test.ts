import { describe, expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { type ClientOptions, KestraClient } from '../client.js';
import type { ClientRequest, RequestFilter } from './client-request.js';

const kestra = useKestra();
const client = (version: string, options: ClientOptions = {}) =>
  new KestraClient(kestra.settings(version), options);

/** The request to Kestra in readable form. */
async function asked(
  version: string,
  request: Partial<ClientRequest> & { path: readonly string[] },
): Promise<string> {
  kestra.answers(new Proxy({}, { get: () => ({ json: { results: [], total: 0 } }) }));
  await client(version).request({ within: 'tenant', ...request } as ClientRequest);
  return kestra.lines[0]?.split('?')[1] ?? '';
}

const FILTERS: readonly RequestFilter[] = [
  ['state', 'IN', ['FAILED', 'KILLED']],
  ['labels', 'EQUALS', { team: 'a' }],
  ['flowId', 'EQUALS', undefined],
];

describe('filters', () => {
  it.each([
    ['0.23', 'state=FAILED&state=KILLED&labels=team:a'],
    ['1.3', 'filters[state][IN]=FAILED,KILLED&filters[labels][EQUALS][team]=a'],
    ['2.0', 'filters[state][IN]=FAILED,KILLED&filters[labels][EQUALS][team]=a'],
  ])('are said as %s understands them', async (version, query) => {
    expect(await asked(version, { path: ['executions', 'search'], filters: FILTERS })).toBe(query);
  });

  it.each([
    ['1.3', ['groups', 'search'], 'q=x'],
    ['2.0', ['groups', 'search'], 'filters[q][EQUALS]=x'],
    ['1.3', ['namespaces', 'search'], 'q=x'],
    ['2.0', ['namespaces', 'search'], 'filters[q][EQUALS]=x'],
    ['1.3', ['blueprints', 'community', 'flow'], 'q=x'],
    ['2.0', ['blueprints', 'community', 'flow'], 'filters[q][EQUALS]=x'],
    ['1.3', ['assets', 'search'], 'filters[q][EQUALS]=x'],
    ['2.0', ['new-in-2', 'search'], 'filters[q][EQUALS]=x'],
  ] as const)('on %s, %j is asked for by its own grammar', async (version, path, query) => {
    expect(await asked(version, { path, filters: [['q', 'EQUALS', 'x']] })).toBe(query);
  });

  it.each([
    ['1.3', ['logs', 'search'], 'filters[level][EQUALS]=WARN'],
    ['2.0', ['logs', 'search'], 'filters[level][GREATER_THAN_OR_EQUAL_TO]=WARN'],
    ['1.3', ['logs', 'e'], 'minLevel=WARN'],
    ['2.0', ['logs', 'e'], 'filters[level][GREATER_THAN_OR_EQUAL_TO]=WARN'],
  ] as const)('on %s, %j has a level and those above', async (version, path, query) => {
    expect(await asked(version, { path, filters: [['level', 'GREATER_THAN_OR_EQUAL_TO', 'WARN']] })).toBe(
      query,
    );
  });

  it('that the older grammar has no word for are refused', async () => {
    const filters: RequestFilter[] = [['q', 'NOT_EQUALS', 'x']];
    const request = { path: ['groups', 'search'], filters, within: 'tenant' } as const;
    await expect(client('1.3').request(request)).rejects.toMatchObject({ code: 'KMCP_UNSUPPORTED' });
    expect(kestra.lines).toEqual([]);
  });

  it.each([
    ['startDate', 'LESS_THAN_OR_EQUAL_TO', '2026-01-01T00:00:00Z'],
    ['endDate', 'GREATER_THAN_OR_EQUAL_TO', '2026-01-01T00:00:00Z'],
    ['flowId', 'PREFIX', 'etl'],
  ])(
    'of %s with %s do not become another condition in the older grammar',
    async (...[field, operator, value]) => {
      const filters = [[field, operator, value]] as unknown as RequestFilter[];
      const request = { path: ['executions', 'search'], filters, within: 'tenant' } as const;
      await expect(client('0.23').request(request)).rejects.toMatchObject({ code: 'KMCP_UNSUPPORTED' });
      expect(kestra.lines).toEqual([]);
    },
  );

  it.each([
    [[['state', 'IN', null]]],
    [[['state', 'IN', []]]],
    [[['state', 'IN', ['FAILED,SUCCESS']]]],
    [[['state', 'EQUALS', '']]],
    [[['state', 'EQUALS', 7]]],
    [[['state', 'LIKE', 'x']]],
    [[['state']]],
    [[['state]', 'EQUALS', 'x']]],
    [[['labels', 'EQUALS', null]]],
    ['state'],
    [[null]],
    [
      [
        ['state', 'EQUALS', 'FAILED'],
        ['state', 'EQUALS', 'KILLED'],
      ],
    ],
  ])('%j find something else than they say, and are not sent', async (filters) => {
    for (const version of ['0.23', '1.3', '2.0']) {
      const request = { path: ['executions', 'search'], filters, within: 'tenant' } as never;
      await expect(client(version).request(request)).rejects.toMatchObject({
        code: 'KMCP_PLUGIN',
        message: expect.stringMatching(/filter/),
      });
    }
    expect(kestra.lines).toEqual([]);
  });

  it.each(['1.3', '2.0'])('are never acted on, on %s', async (version) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const request = { method, path: ['executions', 'search'], filters: FILTERS, within: 'tenant' } as const;
      await expect(client(version).request(request)).rejects.toThrow('only a search can have filters');
    }
    expect(kestra.lines).toEqual([]);
  });
});

describe.each(['0.23', '1.3', '2.0'])('a search of %s', (version) => {
  it.each([
    [['executions', 'search'], { state: 'FAILED' }],
    [['executions', 'search'], { 'filters[state][EQUALS]': 'FAILED' }],
    [['flows', 'search'], { q: 'x' }],
    [['logs', 'e'], { minLevel: 'WARN' }],
    [['kv'], { key: 'a' }],
    [['executions', 'distinct-field-values'], { field: 'state', namespace: 'company' }],
    [['namespaces', 'company', 'policies', 'search'], { q: 'x' }],
    [['new-in-2', 'search'], { anything: 1 }],
  ] as const)('%j is sent no parameter that would be ignored: %j', async (path, query) => {
    await expect(client(version).request({ path, query, within: 'tenant' })).rejects.toMatchObject({
      code: 'KMCP_PLUGIN',
      hint: expect.stringContaining('filters'),
    });
    expect(kestra.lines).toEqual([]);
  });

  it('is none where that is the id of a flow or a key', async () => {
    const query = { revision: 2 };
    expect(await asked(version, { path: ['flows', 'company', 'search'], query })).toBe('revision=2');
    expect(await asked(version, { path: ['namespaces', 'a', 'kv', 'search'], query })).toBe('revision=2');
  });

  it('keeps the parameters that its route kept', async () => {
    expect(await asked(version, { path: ['bindings', 'search'], query: { type: 'GROUP' } })).toBe(
      'type=GROUP',
    );
    expect(
      await asked(version, { path: ['flows', 'search'], query: { page: 2, size: 5, sort: 'id:asc' } }),
    ).toBe('page=2&size=5&sort=id:asc');
  });
});

describe.each(['1.3', '2.0'])('a search within a namespace, on %s,', (version) => {
  const row = (namespace: string) => ({ id: namespace, namespace });
  const both = { json: { results: [row('company.team'), row('other')], total: 2 } };

  it('is asked for that namespace, which cannot be said twice', async () => {
    const request = { path: ['triggers', 'search'], within: { namespace: 'company' } } as const;
    expect(await asked(version, request)).toBe('page=1&size=10&filters[namespace][PREFIX]=company');
    expect(await asked(version, { ...request, path: ['flows', 'source'], query: { q: 'x' } })).toBe(
      'q=x&page=1&size=10&namespace=company',
    );
    for (const twice of [
      { path: ['flows', 'source'], query: { namespace: 'company' } },
      { filters: [['namespace', 'EQUALS', 'company']] as const },
      { as: 'text' } as never,
    ]) {
      kestra.answers({});
      await expect(client(version).request({ ...request, ...twice })).rejects.toMatchObject({
        code: 'KMCP_PLUGIN',
      });
      expect(kestra.lines).toEqual([]);
    }
  });

  it('shows what is inside a fence, and is one of each allowed namespace when it is of all', async () => {
    kestra.answers(new Proxy({}, { get: () => both }));
    const search = (namespaces: string[], namespace?: string) =>
      client(version, { namespaces }).request({ path: ['executions', 'search'], within: { namespace } });
    expect(await search(['company'], 'company.team')).toEqual({ results: [row('company.team')] });
    expect(await search(['company', 'shared'])).toEqual({
      results: [row('company.team'), row('company.team')],
    });
    expect(kestra.lines.map((line) => /PREFIX\]=(.*)/.exec(line)?.[1])).toEqual([
      'company.team',
      'company',
      'shared',
    ]);
    await expect(search(['company'], 'other')).rejects.toMatchObject({ code: 'KMCP_OUTSIDE' });
  });

  it.each([
    [{ model: { namespace: 'company' } }, { model: { namespace: 'other' } }],
    [{ trigger: { namespace: 'company' } }, { trigger: { namespace: 'other' } }],
    [{ triggerContext: { namespace: 'company' } }, { triggerContext: { namespace: 'other' } }],
  ])('knows where %j is', async (inside, outside) => {
    kestra.answers(new Proxy({}, { get: () => ({ json: { results: [inside, outside, {}], total: 3 } }) }));
    const request = { path: ['triggers', 'search'], within: { namespace: 'company' } } as const;
    expect(await client(version, { namespaces: ['company'] }).request(request)).toEqual({
      results: [inside],
    });
  });
});
