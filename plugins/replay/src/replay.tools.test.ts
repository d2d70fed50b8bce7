import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const NONE = 'No executions found for a/b.\nCall execute_flow to run the flow.';

const kestra = useKestra();
const call = (given: Record<string, unknown>, version?: string) =>
  callPlugin(plugin, kestra, version)('replay_execution', given);
const FLOW = { namespace: 'a', flow_id: 'b' };
const SEARCH = 'GET /main/executions/search';
const execution = (id: string, more: object = {}) => ({
  id,
  namespace: 'a',
  flowId: 'b',
  state: { current: 'SUCCESS', startDate: '2026-01-01T00:00:00Z' },
  ...more,
});
const created = { json: execution('new', { state: { current: 'CREATED' }, inputs: { n: 1 }, labels: [] }) };
const result = { id: 'new', originalId: 'e1', namespace: 'a', flowId: 'b', state: { current: 'CREATED' } };
const page = (...results: object[]) => ({ json: { results, total: results.length } });

describe.each(['0.23', '0.24', '1.3', '2.0'])('replay_execution on %s', (version) => {
  const replay = `POST /main/executions/e1${version === '2.0' ? '/actions' : ''}/replay`;

  it('of one tells the new one', async () => {
    kestra.answers({ [replay]: created });
    expect(await call({ ids: ['e1'] }, version)).toEqual({ count: 1, results: [result] });
    expect(kestra.lines).toEqual([replay]);
  });

  it('of one with the latest revision names that revision', async () => {
    kestra.answers({
      [replay]: created,
      'GET /main/executions/e1': { json: execution('e1') },
      'GET /main/flows/a/b': { json: { id: 'b', namespace: 'a', revision: 7 } },
    });
    expect(await call({ ids: ['e1'], latest_revision: true }, version)).toMatchObject({ count: 1 });
    expect(kestra.lines[0]).toBe('GET /main/executions/e1');
    expect(kestra.lines[1]).toMatch(/^GET \/main\/flows\/a\/b/);
    expect(kestra.lines.slice(2)).toEqual([`${replay}?revision=7`]);
  });

  it('of several tells how many', async () => {
    const answer =
      version === '2.0'
        ? { status: 202, json: { operationId: 'o1', totalItems: 2 } }
        : { status: 200, json: { count: 2 } };
    kestra.answers({ 'POST /main/executions/replay/by-ids': answer });
    const expected = version === '2.0' ? { count: 2, operationId: 'o1' } : { count: 2 };
    expect(await call({ ids: ['e1', 'e2'] }, version)).toEqual(expected);
    expect(await call({ ids: ['e1', 'e2'], latest_revision: true }, version)).toEqual(expected);
    expect(kestra.asked.map(({ line, body }) => `${line} ${body}`)).toEqual([
      'POST /main/executions/replay/by-ids ["e1","e2"]',
      'POST /main/executions/replay/by-ids?latestRevision=true ["e1","e2"]',
    ]);
  });

  it('of a flow is that of its latest execution', async () => {
    const older = execution('e0', { state: { current: 'SUCCESS', startDate: '2025-01-01T00:00:00Z' } });
    const others = [execution('x', { flowId: 'c' }), execution('y', { namespace: 'a.child' })];
    kestra.answers({ [SEARCH]: page(...others, older, execution('e1')), [replay]: created });
    expect(await call({ ...FLOW, ids: null }, version)).toEqual({
      message: "Replayed execution e1 for flow 'b' in namespace 'a'.",
      count: 1,
      results: [result],
      result: { count: 1 },
    });
    const filters =
      version === '0.23' ? 'namespace=a&flowId=b' : 'filters[namespace][EQUALS]=a&filters[flowId][EQUALS]=b';
    expect(kestra.lines).toEqual([`${SEARCH}?page=1&size=25&sort=state.startDate:desc&${filters}`, replay]);
  });

  it('of a flow is none of another, though the server ignores the filter', async () => {
    kestra.answers({ [SEARCH]: page(execution('x', { flowId: 'c' }), execution('y', { namespace: 'a.b' })) });
    expect(await call({ ...FLOW, ids: [], latest_revision: true }, version)).toEqual({
      error:
        'Kestra was asked for executions of a.b and returned only others.\n' +
        'Nothing was done. Pass the id of the execution instead.',
    });
    expect(kestra.lines).toHaveLength(1);
  });
});

describe('replay_execution fails', () => {
  it('where the flow has no execution', async () => {
    kestra.answers({
      [SEARCH]: page(),
      'GET /main/flows/a/b': [{ json: { id: 'b', namespace: 'a' } }, { status: 403 }],
    });
    expect(await call(FLOW)).toEqual({ error: NONE });
    expect(await call(FLOW)).toEqual({ error: NONE });
    expect(kestra.lines).toHaveLength(4);
  });

  it.each([
    ['1.3', '1.3-oss'],
    ['2.0', '2.0-oss'],
  ] as const)('where there is no such flow, with the nearest, on %s', async (version, file) => {
    kestra.answers({
      [SEARCH]: page(),
      'GET /main/flows/a/biling': recorded('get flow, unknown', file),
      'GET /main/flows/a': { json: [{ id: 'billing' }] },
    });
    const { error } = await call({ namespace: 'a', flow_id: 'biling' }, version);
    expect(error).toContain('Did you mean "billing"?');
  });

  it.each([
    [{}, 'Give "ids", or both "namespace" and "flow_id" to replay the latest execution of the flow.'],
    [{ namespace: 'a' }, 'Give "ids", or both "namespace" and "flow_id"'],
    [{ flow_id: 'b', ids: [] }, 'Give "ids", or both "namespace" and "flow_id"'],
    [{ ids: ['../e1'] }, 'The argument "ids.0" is not valid'],
    [{ ids: 'e 1' }, 'The argument "ids" is not valid'],
    [{ ids: Array.from({ length: 501 }, (_, n) => `e${n}`) }, 'The argument "ids" is not valid'],
  ])('unsent for %j', async (given, error) => {
    expect(await call(given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });

  it('with what Kestra says of one', async () => {
    kestra.answers({ 'POST /main/executions/e1/replay': { status: 404, json: { message: 'Not Found' } } });
    expect((await call({ ids: ['e1'] })).error).toContain(
      'Kestra answered 404 to POST /main/executions/e1/replay: Not Found',
    );
  });

  it('with what Kestra says of each of several', async () => {
    kestra.answers({ 'POST /main/executions/replay/by-ids': recorded('replay by ids, unknown') });
    expect(await call({ ids: ['0000000000000000000000', 'e1'] })).toEqual({
      error:
        'Kestra answered 400 to POST /main/executions/replay/by-ids: invalid bulk replay\n' +
        '- 0000000000000000000000: execution not found\n' +
        'Nothing was done. Leave out the items named here and try again.',
    });
  });

  it('before it replays, where the latest revision is not known', async () => {
    kestra.answers({
      'GET /main/executions/e1': { json: execution('e1') },
      'GET /main/flows/a/b': { status: 404, json: { message: 'Not Found' } },
      'GET /main/flows/search': page(),
    });
    expect((await call({ ids: ['e1'], latest_revision: true })).error).toContain(
      '404 to GET /main/flows/a/b',
    );
    expect(kestra.lines.filter((line) => line.startsWith('POST'))).toEqual([]);
  });
});
