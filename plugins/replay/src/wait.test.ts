import { describe, expect, it } from '@jest/globals';
import { callPlugin, taskPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const REPLAY = 'POST /main/executions/old/replay';
const GET = 'GET /main/executions/new';
const SEARCH = 'GET /main/executions/search';
const run = (id: string, current: string) => ({ id, namespace: 'a', flowId: 'b', state: { current } });

describe('replay_execution with wait', () => {
  const answers = () =>
    kestra.answers({
      [SEARCH]: { json: { results: [run('old', 'SUCCESS')], total: 1 } },
      [REPLAY]: { json: run('new', 'CREATED') },
      [GET]: [{ json: run('new', 'RUNNING') }, { json: run('new', 'FAILED') }],
    });

  it.each([{ ids: ['old'] }, { namespace: 'a', flow_id: 'b' }])(
    'answers with the new execution at its end, as a task and without one: %j',
    async (which) => {
      answers();
      const given = { ...which, wait: true };
      const value = await callPlugin(plugin, kestra)('replay_execution', given);
      expect(value).toEqual({
        count: 1,
        results: [{ ...run('new', 'FAILED'), originalId: 'old' }],
        next: expect.stringContaining('get_execution_logs to see why'),
      });
      answers();
      const look = await taskPlugin(plugin, kestra)('replay_execution', given);
      expect(await look()).toEqual({ status: 'working', message: 'RUNNING' });
      expect(await look()).toEqual({ status: 'completed', value });
    },
  );

  it('waits for one alone, and begins none otherwise', async () => {
    kestra.answers({});
    const { error } = await callPlugin(plugin, kestra)('replay_execution', { ids: ['a', 'b'], wait: true });
    expect(error).toContain('"wait" supports only one execution');
    expect(kestra.lines).toEqual([]);
  });
});
