import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const NOTHING = { 'GET /main/executions/search': { json: { results: [], total: 0 } } };
const flowsOf = (...ids: string[]) => ({ json: { results: ids.map((id) => ({ id })), total: ids.length } });
const NAMES = 'GET /main/flows/distinct-namespaces';

describe.each([
  ['1.3', '1.3-oss'],
  ['2.0', '2.0-oss'],
] as const)('no executions on %s', (version, file) => {
  const list = (given: object) => callPlugin(plugin, kestra, version)('list_executions', { ...given });

  it('of a flow that does not exist is an error with the nearest', async () => {
    kestra.answers({
      ...NOTHING,
      'GET /main/flows/sales/nightly-lod': recorded('get flow, unknown', file),
      'GET /main/flows/search': flowsOf('nightly-load', 'report'),
    });
    const { error } = await list({ namespace: 'sales', flow_id: 'nightly-lod', state: 'FAILED' });
    expect(error).toContain('Kestra answered 404 to GET /main/flows/sales/nightly-lod');
    expect(error).toContain(
      '"nightly-lod" is not one of the flows in or below namespace sales. Did you mean "nightly-load"?',
    );
  });

  it('of a flow that is below the namespace, where runs are looked for too, is an empty list', async () => {
    kestra.answers({
      ...NOTHING,
      'GET /main/flows/sales/report': recorded('get flow, unknown', file),
      'GET /main/flows/search': [flowsOf('report'), { status: 403 }],
    });
    const given = { namespace: 'sales', flow_id: 'report', state: 'FAILED' };
    expect(await list(given)).toEqual({ results: [], total: 0 });
    const prefix = 'filters[namespace][PREFIX]=sales';
    expect(kestra.lines.at(-1)).toBe(`GET /main/flows/search?page=1&size=200&sort=id:asc&${prefix}`);
    expect((await list(given)).error).toContain('Kestra answered 404 to GET /main/flows/sales/report');
  });

  it('of a flow that does exist, or may not be seen, is an empty list', async () => {
    kestra.answers({
      ...NOTHING,
      'GET /main/flows/sales/report': [{ json: { id: 'report', namespace: 'sales' } }, { status: 403 }],
    });
    const given = { namespace: 'sales', flow_id: 'report' };
    expect(await list(given)).toEqual({ results: [], total: 0 });
    expect(await list(given)).toEqual({ results: [], total: 0 });
    expect(kestra.lines).toHaveLength(4);
  });

  it('of a namespace that has no flows, is said with the nearest', async () => {
    kestra.answers({ ...NOTHING, [NAMES]: { json: ['sales.emea', 'finance'] } });
    expect(await list({ namespace: 'finanse' })).toEqual({
      ...{ results: [], total: 0 },
      next: 'There are no flows in namespace "finanse" or below it. Did you mean "finance"?',
    });
    expect(await list({ namespace: 'sales' })).toEqual({ results: [], total: 0 });
    expect(await list({ namespace: 'sales.emea' })).toEqual({ results: [], total: 0 });
  });

  it('of a namespace that cannot be looked for, is an empty list; of all it is just that', async () => {
    kestra.answers({ ...NOTHING, [NAMES]: { status: 403 } });
    expect(await list({ namespace: 'finance' })).toEqual({ results: [], total: 0 });
    expect(kestra.lines).toHaveLength(2);
    expect(await list({})).toEqual({ results: [], total: 0 });
    expect(kestra.lines).toHaveLength(3);
  });

  it('where a flow is named without its namespace, is refused', async () => {
    expect(await list({ flow_id: 'report' })).toEqual({
      error: 'The argument "flow_id" needs the argument "namespace".\nUse find_flow to get both.',
    });
    expect(kestra.lines).toEqual([]);
  });
});
