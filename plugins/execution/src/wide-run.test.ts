import { expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();

it.each(['1.3', '2.0'])(
  'hundreds of long inputs fill the first page of task runs only, on %s',
  async (version) => {
    const runs = Array.from({ length: 200 }, (_, n) => ({
      id: `r${n}`,
      taskId: 't',
      state: { current: 'SUCCESS' },
    }));
    const inputs = Object.fromEntries(runs.map(({ id }) => [`in_${id}`, 'é"'.repeat(900)]));
    const execution = { id: 'e1', namespace: 'a', flowId: 'b', state: { current: 'SUCCESS' }, inputs };
    kestra.answers({
      'GET /main/executions/e1': { json: { ...execution, taskRunList: runs } },
      'GET /main/outputs/executions/e1': { status: 404 },
      'GET /main/outputs/tasks/e1': { json: [] },
    });
    const call = callPlugin(plugin, kestra, version);
    const answers: Record<string, unknown>[] = [];
    for (let offset: string | undefined = '0'; offset !== undefined && answers.length < 10; ) {
      const answer: Record<string, unknown> = await call('manage_executions', {
        ...{ action: 'get', execution_id: 'e1', offset: Number(offset) },
      });
      expect(JSON.stringify(answer).length).toBeLessThanOrEqual(40_000);
      answers.push(answer);
      offset = /and offset (\d+) for/.exec(String(answer.next))?.[1];
    }
    expect(answers.flatMap(({ taskRunList }) => taskRunList)).toEqual(runs);
    expect(Object.keys(answers[0]?.inputs as object).length).toBeGreaterThan(40);
    for (const { inputs, next } of answers.slice(1)) {
      expect(inputs).toBeUndefined();
      expect(next).toContain('For the inputs and outputs of the execution, call it without an offset.');
    }
  },
);
