import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (tool: string, given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)(tool, given);

describe('list_namespaces', () => {
  it('reads all pages, and says which namespaces only flows make exist', async () => {
    const page = (...results: object[]) => ({ json: { results, total: 3 } });
    kestra.answers({
      'GET /main/namespaces/search': [
        page({ id: 'a' }, { id: 'a.b', disabled: true }),
        page({ id: 'c', disabled: false }),
      ],
    });
    expect(await call('list_namespaces', { query: 'x', page_size: 2 }, '2.0')).toEqual({
      results: ['a (created)', 'a.b (not created)', 'c (created)'],
      total: 3,
    });
    expect(kestra.lines).toEqual([
      'GET /main/namespaces/search?page=1&size=2&existing=false&filters[q][EQUALS]=x',
      'GET /main/namespaces/search?page=2&size=2&existing=false&filters[q][EQUALS]=x',
    ]);
  });

  it('may name those with flows only', async () => {
    kestra.answers({ 'GET /main/flows/distinct-namespaces': recorded('distinct namespaces') });
    expect(await call('list_namespaces', { query: '', with_flows_only: true })).toEqual({
      results: ['rec.demo'],
      total: 1,
    });
    expect(kestra.lines).toEqual(['GET /main/flows/distinct-namespaces']);
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({ 'GET /main/namespaces/search': recorded('unknown tenant') });
    expect(await call('list_namespaces', {})).toEqual({
      error:
        'Kestra answered 400 to GET /main/namespaces/search: ' +
        "Bad Request: Tenant must be 'main' for OSS version",
    });
  });
});

describe('list_flows_in_namespace', () => {
  it('has each flow in short', async () => {
    const inputs = [{ id: 'who', type: 'STRING', defaults: null }];
    const tasks = [{ id: 't', type: 'io.kestra.plugin.core.log.Log', message: 'long' }];
    const flow = { id: 'f', namespace: 'a', revision: 2, disabled: false, deleted: false, inputs, tasks };
    kestra.answers({ 'GET /main/flows/a': { json: [flow] } });
    expect(await call('list_flows_in_namespace', { namespace: 'a' })).toEqual({
      results: [
        {
          ...{ id: 'f', namespace: 'a', revision: 2, disabled: false, inputs },
          tasks: [{ id: 't', type: 'io.kestra.plugin.core.log.Log' }],
        },
      ],
      total: 1,
    });
  });

  it('is empty for an unknown namespace, and an error for an empty one', async () => {
    kestra.answers({ 'GET /main/flows/does.not.exist': recorded('list flows of an unknown namespace') });
    // The names, which would say more, have no answer here.
    expect(await call('list_flows_in_namespace', { namespace: 'does.not.exist' })).toEqual({ results: [] });
    expect(await call('list_flows_in_namespace', { namespace: '' })).toEqual({
      error: expect.stringMatching(/^The argument "namespace" is not valid: .* It is ""\.$/),
    });
  });
});

describe.each([
  ['1.3', '1.3-oss'],
  ['2.0', '2.0-oss'],
] as const)('list_flows_in_namespace where there are none, on %s', (version, file) => {
  const list = async (namespace: string, names: string[]) => {
    kestra.answers({
      [`GET /main/flows/${namespace}`]: recorded('list flows of an unknown namespace', file),
      'GET /main/flows/distinct-namespaces': { json: names },
    });
    return call('list_flows_in_namespace', { namespace }, version);
  };

  it('says in which namespaces below there are', async () => {
    expect(await list('shop', ['shop.b', 'shopping', 'shop.a.deep', 'x'])).toEqual({
      results: [],
      next: 'Namespace "shop" has no flows of its own, but these namespaces below it do: shop.a.deep, shop.b.',
    });
    const many = Array.from({ length: 14 }, (_, n) => `shop.n${10 + n}`);
    expect((await list('shop', many)).next).toMatch(/: shop\.n10, .*shop\.n19 and 4 more\.$/);
  });

  it('names one that is spelt alike, or says that there are none', async () => {
    expect(await list('shpo', ['shop', 'finance'])).toEqual({
      results: [],
      next: 'There are no flows in namespace "shpo" or below it. Did you mean "shop"?',
    });
    expect((await list('elsewhere', ['shop'])).next).toBe(
      'There are no flows in namespace "elsewhere" or below it.',
    );
  });

  it('asks nothing more where there are flows', async () => {
    kestra.answers({ 'GET /main/flows/shop': { json: [{ id: 'f', namespace: 'shop' }] } });
    expect(await call('list_flows_in_namespace', { namespace: 'shop' }, version)).toEqual({
      results: [{ id: 'f', namespace: 'shop' }],
      total: 1,
    });
    expect(kestra.lines).toHaveLength(1);
  });
});

describe('list_namespace_dependencies', () => {
  it('draws them', async () => {
    kestra.answers({ 'GET /main/namespaces/rec.demo/dependencies': recorded('namespace dependencies') });
    expect(await call('list_namespace_dependencies', { namespace: 'rec.demo' })).toEqual({
      result: `json
parent ────▶ listener
             listener
parent ====▶ hello
             hello

Legend:
  ────▶ FLOW_TRIGGER  (flow-trigger-based dependency)
  ====▶ FLOW_TASK     (subflow-task-based dependency)

Flows listed without arrows have no dependencies within this namespace.`,
      mermaid: [
        'flowchart LR',
        'n0["hello"]',
        'n1["json"]',
        'n2["listener"]',
        'n3["parent"]',
        'n3 -->|"trigger"| n2',
        'n3 -.->|"subflow"| n0',
      ].join('\n'),
    });
  });

  it('says so when there are no flows', async () => {
    kestra.answers({
      'GET /main/namespaces/x/dependencies': recorded('namespace dependencies, unknown'),
      'GET /main/flows/distinct-namespaces': [{ json: ['x.y'] }, { status: 403 }],
    });
    const result = expect.stringMatching(/^\(no flows\)\n/);
    const draw = () => call('list_namespace_dependencies', { namespace: 'x' });
    const next = 'Namespace "x" has no flows of its own, but these namespaces below it do: x.y.';
    expect(await draw()).toEqual({ result, next });
    expect(await draw()).toEqual({ result });
  });
});
