import { describe, expect, it } from '@jest/globals';
import { callPlugin, taskPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const GET = 'GET /main/executions/e1';
const RESUME = 'POST /main/executions/resume/by-ids';
const SEARCH = 'GET /main/executions/search';
const was = (...states: [string, ...string[]]) => ({
  ...{ id: 'e1', namespace: 'a', flowId: 'b', taskRunList: [] },
  state: {
    current: states.at(-1),
    histories: states.map((state) => ({ state, date: '2026-01-01T00:00:00Z' })),
  },
});
const PAUSED = was('CREATED', 'RUNNING', 'PAUSED');
const ON = ['CREATED', 'RUNNING', 'PAUSED', 'RUNNING'] as const;

describe('resume_execution with wait', () => {
  /** It is read as paused before, for the inputs of its pause, and for a moment after. */
  const answers = () =>
    kestra.answers({
      [SEARCH]: { json: { results: [PAUSED], total: 1 } },
      'GET /main/flows/a/b': { json: { id: 'b', namespace: 'a', tasks: [] } },
      [RESUME]: { json: { count: 1 } },
      [GET]: [PAUSED, PAUSED, PAUSED, was(...ON), was(...ON, 'PAUSED')].map((json) => ({ json })) as never,
    });

  it.each([{ execution_ids: ['e1'] }, { namespace: 'a', flow_id: 'b' }])(
    'answers when it has ended or paused anew, as a task and without one: %j',
    async (which) => {
      answers();
      const given = { ...which, wait: true };
      const value = await callPlugin(plugin, kestra)('resume_execution', given);
      expect(value).toMatchObject({
        ...{ count: 1, resumed: ['e1'] },
        execution: { id: 'e1', state: { current: 'PAUSED' } },
        next: expect.stringContaining('resume_execution'),
      });
      answers();
      const look = await taskPlugin(plugin, kestra)('resume_execution', given);
      expect(await look()).toEqual({ status: 'working', message: 'PAUSED' });
      expect(await look()).toEqual({ status: 'working', message: 'RUNNING' });
      expect(await look()).toEqual({ status: 'completed', value });
    },
  );

  it('waits for one alone, and resumes none otherwise', async () => {
    kestra.answers({});
    const given = { execution_ids: ['a', 'b'], wait: true };
    const { error } = await callPlugin(plugin, kestra)('resume_execution', given);
    expect(error).toContain('"wait" supports only one execution');
    expect(kestra.lines).toEqual([]);
  });
});
