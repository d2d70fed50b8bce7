import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Question, Reply } from '@kestra-mcp/core';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { CONTEXT } from '../../../test/support/host/runtime.js';
import { formOf, useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const RESUME = 'POST /main/executions/e1/resume';
const paused = {
  ...{
    id: 'e1',
    namespace: 'a',
    flowId: 'f',
    state: { current: 'PAUSED', startDate: '2026-01-01T00:00:00Z' },
  },
  taskRunList: [{ id: 't', taskId: 'ask', state: { current: 'PAUSED' } }],
};
const pause = {
  ...{ id: 'ask', type: 'io.kestra.plugin.core.flow.Pause' },
  onResume: [
    { id: 'approve', type: 'BOOLEAN' },
    { id: 'note', type: 'STRING', required: false },
  ],
};
const routes = {
  'GET /main/executions/e1': { json: paused },
  'GET /main/executions/search': { json: { results: [paused], total: 1 } },
  'GET /main/flows/a/f': { json: { id: 'f', namespace: 'a', tasks: [pause] } },
  [RESUME]: { status: 204 },
};

const asked: Question[] = [];
beforeEach(() => void asked.splice(0));
const call = (given: Record<string, unknown>, reply: Reply) => {
  const ask = async (question: Question) => {
    asked.push(question);
    return reply;
  };
  return callPlugin(plugin, kestra)('resume_execution', given, { ...CONTEXT, ask });
};
const resumed = () => kestra.asked.filter(({ line }) => line.startsWith('POST'));

describe('what a pause requires', () => {
  it.each([[{ execution_ids: ['e1'] }], [{ namespace: 'a', flow_id: 'f' }]])(
    'is asked for: %j',
    async (given) => {
      kestra.answers(routes);
      const answer = await call(given, { action: 'accept', content: { approve: true, note: 'not asked' } });
      expect(answer).toMatchObject({ count: 1, resumed: ['e1'] });
      expect(asked).toMatchObject([
        {
          message:
            'The pause "ask" of the execution e1 needs an input to continue. Do not enter any secrets here.',
          fields: { approve: { type: 'boolean' } },
          required: ['approve'],
        },
      ]);
      const [request] = resumed();
      expect(request && (await formOf(request))).toEqual({ approve: 'true' });
    },
  );

  it('is not asked for where it was given', async () => {
    kestra.answers(routes);
    const given = { execution_ids: ['e1'], on_resume: { approve: false } };
    expect(await call(given, { action: 'decline' })).toMatchObject({ count: 1 });
    expect(asked).toEqual([]);
  });

  it('is missing when nobody fills in the form', async () => {
    kestra.answers(routes);
    const { error } = await call({ execution_ids: ['e1'] }, { action: 'decline' });
    expect(error).toMatch(
      /^The user declined .*: approve\. The pause "ask" of the execution e1 requires them\./,
    );
    expect(error).toContain('Nothing was resumed.');
    expect(resumed()).toEqual([]);
  });

  it('of several executions is named, as before', async () => {
    kestra.answers({ ...routes, 'GET /main/executions/e2': { json: { ...paused, id: 'e2' } } });
    const { error } = await call({ execution_ids: ['e1', 'e2'] }, { action: 'decline' });
    expect(error).toContain('requires inputs: approve');
    expect(asked).toEqual([]);
  });
});
