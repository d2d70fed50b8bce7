import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (given: Record<string, unknown> = { execution_id: 'e1' }, version?: string) =>
  callPlugin(plugin, kestra, version)('force_run_execution', given);
const GET = 'GET /main/executions/e1';
const inState = (current: string) => ({
  json: { id: 'e1', namespace: 'a', flowId: 'b', state: { current } },
});
const forced = { id: 'e1', namespace: 'a', flowId: 'b', state: { current: 'RUNNING' } };
const run = { id: 'r1', taskId: 't', state: { current: 'RUNNING' } };
const answer = {
  json: { ...forced, deleted: false, taskRunList: [{ ...run, state: { ...run.state, histories: [] } }] },
};

describe('force_run_execution', () => {
  it.each([
    ['0.23', 'CREATED'],
    ['0.24', 'QUEUED'],
    ['1.3', 'CREATED'],
    ['1.3', 'PAUSED'],
    ['1.3', 'QUEUED'],
    ['2.0', 'PAUSED'],
  ])('on %s runs one that is %s', async (version, state) => {
    const forceRun = `POST /main/executions/e1${version === '2.0' ? '/actions' : ''}/force-run`;
    kestra.answers({ [GET]: inState(state), [forceRun]: answer });
    expect(await call(undefined, version)).toEqual({ ...forced, taskRunList: [run] });
    expect(kestra.lines).toEqual([GET, forceRun]);
  });

  it.each(['SUCCESS', 'FAILED', 'KILLED', 'RUNNING', 'RESTARTED'])(
    'refuses one that is %s',
    async (state) => {
      kestra.answers({ [GET]: inState(state) });
      expect(await call()).toEqual({
        error: `The execution e1 is ${state}. Only these states can be forced to run: CREATED, PAUSED, QUEUED.`,
      });
      expect(kestra.lines).toEqual([GET]);
    },
  );

  it('fails with what Kestra says', async () => {
    kestra.answers({
      [GET]: [inState('CREATED'), { status: 404, json: { message: 'Not Found' } }],
      'POST /main/executions/e1/force-run': recorded('force-run finished execution'),
    });
    expect((await call()).error).toContain(
      'Kestra answered 422 to POST /main/executions/e1/force-run: ' +
        'Illegal argument: Only non terminated executions can be forced run.',
    );
    expect((await call()).error).toContain(`Kestra answered 404 to ${GET}: Not Found`);
  });

  it('is not sent without an execution', async () => {
    expect((await call({})).error).toContain('The argument "execution_id" is missing.');
    expect(kestra.lines).toEqual([]);
  });
});
