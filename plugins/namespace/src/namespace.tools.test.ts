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
    });
  });

  it('is empty for an unknown namespace, and an error for an empty one', async () => {
    kestra.answers({ 'GET /main/flows/does.not.exist': recorded('list flows of an unknown namespace') });
    expect(await call('list_flows_in_namespace', { namespace: 'does.not.exist' })).toEqual({ results: [] });
    expect(await call('list_flows_in_namespace', { namespace: '' })).toEqual({
      error: expect.stringMatching(/^The argument "namespace" is not valid: .* It is ""\.$/),
    });
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
    });
  });

  it('says so when there are no flows', async () => {
    kestra.answers({ 'GET /main/namespaces/x/dependencies': recorded('namespace dependencies, unknown') });
    expect(await call('list_namespace_dependencies', { namespace: 'x' })).toEqual({
      result: expect.stringMatching(/^\(no flows\)\n/),
    });
  });
});
