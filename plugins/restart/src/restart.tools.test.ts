import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (given: Record<string, unknown> = {}, version?: string) =>
  callPlugin(plugin, kestra, version)('restart_execution', { namespace: 'a', flow_id: 'b', ...given });
const SEARCH = 'GET /main/executions/search';
const GET = 'GET /main/executions/e1';
const execution = (id: string, more: object = {}) => ({
  id,
  namespace: 'a',
  flowId: 'b',
  state: { current: 'FAILED', startDate: '2026-01-01T00:00:00Z' },
  ...more,
});
const page = (...results: object[]) => ({ json: { results, total: results.length } });
const HISTORIES = [{ state: 'CREATED', date: '2026-01-01T00:00:00Z' }];
const restarted = execution('e1', {
  state: { current: 'RESTARTED', histories: HISTORIES },
  taskRunList: [{ id: 'r1', taskId: 't', state: { current: 'RESTARTED', histories: HISTORIES } }],
});
const result = {
  ...restarted,
  taskRunList: [{ id: 'r1', taskId: 't', state: { current: 'RESTARTED' } }],
};

describe.each(['0.23', '0.24', '1.3', '2.0'])('restart_execution on %s', (version) => {
  const restart = `POST /main/executions/e1${version === '2.0' ? '/actions' : ''}/restart`;

  it('restarts the one that is named', async () => {
    kestra.answers({ [GET]: { json: execution('e1') }, [restart]: { json: restarted } });
    expect(await call({ execution_id: 'e1' }, version)).toEqual(result);
    expect(await call({ execution_id: 'e1', revision: 3 }, version)).toEqual(result);
    expect(kestra.lines).toEqual([GET, restart, GET, `${restart}?revision=3`]);
  });

  it("restarts the latest failed one of the flow, among others' and others", async () => {
    const answer = page(
      execution('x', { flowId: 'c' }),
      execution('running', { state: { current: 'RUNNING', startDate: '2026-01-09T00:00:00Z' } }),
      execution('older', { state: { current: 'FAILED', startDate: '2025-01-01T00:00:00Z' } }),
      execution('e1'),
    );
    kestra.answers({ [SEARCH]: answer, [restart]: { json: restarted } });
    expect(await call({ execution_id: null, revision: 0 }, version)).toEqual(result);
    const filters =
      version === '0.23'
        ? 'namespace=a&flowId=b&state=FAILED'
        : 'filters[namespace][EQUALS]=a&filters[flowId][EQUALS]=b&filters[state][EQUALS]=FAILED';
    expect(kestra.lines).toEqual([`${SEARCH}?page=1&size=25&sort=state.startDate:desc&${filters}`, restart]);
  });

  it.each([
    ["other flows' executions", [execution('x', { flowId: 'c' }), execution('y', { namespace: 'a.child' })]],
    ['executions in other states', [execution('z', { state: { current: 'SUCCESS' } })]],
  ])('restarts none where the server answers with %s', async (_, results) => {
    kestra.answers({ [SEARCH]: page(...results) });
    expect(await call({}, version)).toEqual({
      error:
        'Kestra was asked for executions of a.b and returned only others.\n' +
        'Nothing was done. Pass the id of the execution instead.',
    });
    expect(kestra.lines).toHaveLength(1);
  });
});

describe('restart_execution fails', () => {
  it('where no execution has failed', async () => {
    const flow = [{ json: { id: 'b', namespace: 'a' } }, { status: 403 }] as const;
    kestra.answers({ [SEARCH]: page(), 'GET /main/flows/a/b': flow });
    const error = 'No failed executions found for a/b.\nCall list_executions to see all its executions.';
    expect(await call()).toEqual({ error });
    expect(await call()).toEqual({ error });
    expect(kestra.lines).toHaveLength(4);
  });

  it.each([{ flowId: 'c' }, { namespace: 'a.b' }])('where the execution is of another: %j', async (more) => {
    const other = execution('e1', more);
    kestra.answers({ [GET]: { json: other } });
    expect(await call({ execution_id: 'e1' })).toEqual({
      error: `The execution e1 belongs to ${other.namespace}.${other.flowId}, not to a.b.`,
    });
    expect(kestra.lines).toEqual([GET]);
  });

  it('with what Kestra says', async () => {
    kestra.answers({
      [GET]: [{ json: execution('e1') }, { status: 404, json: { message: 'Not Found' } }],
      'POST /main/executions/e1/restart': recorded('restart a successful execution'),
    });
    expect((await call({ execution_id: 'e1' })).error).toContain(
      'Kestra answered 422 to POST /main/executions/e1/restart: ' +
        'Illegal argument: No task found to restart execution from!',
    );
    expect((await call({ execution_id: 'e1' })).error).toContain('Kestra answered 404 to GET');
  });

  it.each([
    [{ namespace: 5 }, 'The argument "namespace" is not valid'],
    [{ revision: -1 }, 'The argument "revision" is not valid'],
    [{ execution_id: 'a b' }, 'The argument "execution_id" is not valid'],
  ])('unsent for %j', async (given, error) => {
    expect(await call(given)).toEqual({ error: expect.stringContaining(error) });
    expect(kestra.lines).toEqual([]);
  });
});
