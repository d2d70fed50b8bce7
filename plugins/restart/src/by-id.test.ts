import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const GET = 'GET /main/executions/e7';
const execution = { id: 'e7', namespace: 'sales.eu', flowId: 'load', state: { current: 'FAILED' } };
const restarted = { ...execution, state: { current: 'RESTARTED' } };

describe.each([
  ['1.3', '1.3-oss'],
  ['2.0', '2.0-oss'],
] as const)('restart_execution on %s', (version, file) => {
  const call = (given: object) => callPlugin(plugin, kestra, version)('restart_execution', { ...given });
  const restart = `POST /main/executions/e7${version === '2.0' ? '/actions' : ''}/restart`;
  const FLOW = 'GET /main/flows/sales.eu/load';

  it.each([{}, { namespace: null, flow_id: null }])(
    'needs nothing but the id, and then asks for nothing else: %j',
    async (blank) => {
      kestra.answers({ [restart]: { json: restarted } });
      expect(await call({ execution_id: 'e7', ...blank })).toEqual(restarted);
      expect(kestra.lines).toEqual([restart]);
    },
  );

  it.each([{ namespace: 'sales' }, { flow_id: 'load' }])(
    'is held to what is named beside: %j',
    async (named) => {
      kestra.answers({ [GET]: { json: execution }, [restart]: { json: restarted } });
      expect(await call({ execution_id: 'e7', ...named })).toEqual(restarted);
      expect(kestra.lines).toEqual([GET, restart]);
    },
  );

  it.each([
    [{ namespace: 'sale' }, 'sale.load'],
    [{ namespace: 'sales.e' }, 'sales.e.load'],
    [{ flow_id: 'loader' }, 'sales.eu.loader'],
    [{ namespace: 'sales', flow_id: 'load' }, 'sales.load'],
  ])('is refused where that is another: %j', async (named, other) => {
    kestra.answers({ [GET]: { json: execution } });
    expect(await call({ execution_id: 'e7', ...named })).toEqual({
      error: `The execution e7 belongs to sales.eu.load, not to ${other}.`,
    });
    expect(kestra.lines).toEqual([GET]);
  });

  it.each([{}, { namespace: 'sales' }, { flow_id: 'load' }])(
    'needs both without the id: %j',
    async (given) => {
      expect(await call(given)).toEqual({
        error:
          'Give "execution_id", or both "namespace" and "flow_id" to restart the latest failed execution.\n' +
          'Call list_executions with state FAILED to see the failed executions.',
      });
      expect(kestra.lines).toEqual([]);
    },
  );

  it('names the nearest where the flow does not exist', async () => {
    kestra.answers({
      'GET /main/executions/search': { json: { results: [], total: 0 } },
      'GET /main/flows/sales/laod': recorded('get flow, unknown', file),
      'GET /main/flows/sales': { json: [{ id: 'load' }] },
    });
    expect((await call({ namespace: 'sales', flow_id: 'laod' })).error).toContain(
      '"laod" is not one of the flows in namespace sales. Did you mean "load"?',
    );
  });

  it('says which executions can be restarted, when this one cannot', async () => {
    kestra.answers({ [restart]: recorded('restart a successful execution', file) });
    const { error } = await call({ execution_id: 'e7' });
    expect(error).toMatch(/^Kestra answered 4(22|09) to POST /);
    expect(error).toContain(
      'A restart continues from a failed task or a pause. Replay an execution that ended otherwise: this creates a new one.',
    );
  });

  it('names a revision that is not there, and those that are', async () => {
    const unknown = recorded('execute flow, unknown revision', file);
    kestra.answers({
      [restart]: unknown,
      [GET]: { json: execution },
      [FLOW]: unknown,
      'GET /main/flows/sales.eu': { json: [{ id: 'load' }] },
      [`${FLOW}/revisions`]: { json: [{ revision: 1 }, { revision: 2 }, { revision: 4 }] },
    });
    const { error } = await call({ execution_id: 'e7', revision: 3 });
    expect(error).toContain('Flow "load" has no revision 3, only 1, 2, 4.');
    expect(kestra.lines.slice(0, 3)).toEqual([`${restart}?revision=3`, GET, `${FLOW}?revision=3`]);
  });

  it.each([
    ['the revision is there', { json: { id: 'load', revision: 3 } }],
    ['the flow cannot be read', { status: 403 }],
  ])('fails with what Kestra says where %s', async (_, flow) => {
    kestra.answers({
      [restart]: recorded('restart a successful execution', file),
      [GET]: [{ json: execution }, { status: 404 }],
      [FLOW]: flow,
    });
    for (const revision of [3, 4]) {
      const { error } = await call({ execution_id: 'e7', revision });
      expect(error).toMatch(/^Kestra answered 4(22|09) to POST /);
    }
  });
});
