import { expect, it } from '@jest/globals';
import { type Table, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import { InvalidError } from '../wire/errors.js';

const kestra = useKestra();
const get = () => new KestraClient(kestra.settings('2.0')).executions.get('e1');
const execution = { id: 'e1', namespace: 'a', flowId: 'b', state: { current: 'SUCCESS' } };
const run = (id: string) => ({ id, taskId: 'each', state: { current: 'SUCCESS' } });

function answers(table: Table, runs?: object[]): void {
  kestra.answers({
    'GET /main/executions/e1': { json: { ...execution, ...(runs && { taskRunList: runs }) } },
    'GET /main/outputs/executions/e1': { status: 404 },
    'GET /main/outputs/tasks/e1': { json: [] },
    ...table,
  });
}

it('an execution without task runs has only its own outputs', async () => {
  answers({ 'GET /main/outputs/executions/e1': { json: { nothing: null } } });
  expect(await get()).toEqual({ ...execution, outputs: { nothing: null } });
});

it('a list of task outputs that is no list is none', async () => {
  answers({ 'GET /main/outputs/tasks/e1': { json: { results: [] } } }, [run('r1')]);
  expect(await get()).toEqual({ ...execution, taskRunList: [run('r1')] });
  expect(kestra.lines).toHaveLength(3);
});

it('a task run whose outputs are gone meanwhile stays as it is', async () => {
  answers(
    {
      'GET /main/outputs/tasks/e1': { json: [{ taskRunId: 'r1' }, { taskRunId: 'r2' }] },
      'GET /main/outputs/tasks/e1/r1': { status: 404 },
      'GET /main/outputs/tasks/e1/r2': { json: { n: 1 } },
    },
    [run('r1'), run('r2')],
  );
  expect(await get()).toEqual({
    ...execution,
    taskRunList: [run('r1'), { ...run('r2'), outputs: { n: 1 } }],
  });
});

it('many task runs keep their order, and are asked for a few at a time', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `r${index}`);
  let open = 0;
  let most = 0;
  const reply = async () => {
    most = Math.max(most, ++open);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open--;
    return { json: { own: true } };
  };
  const outputs = Object.fromEntries(ids.map((id) => [`GET /main/outputs/tasks/e1/${id}`, reply]));
  answers(
    { 'GET /main/outputs/tasks/e1': { json: ids.map((taskRunId) => ({ taskRunId })) }, ...outputs },
    ids.map(run),
  );
  const { taskRunList } = await get();
  expect(taskRunList).toEqual(ids.map((id) => ({ ...run(id), outputs: { own: true } })));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});

it('of more task runs than can be asked for, the rest is counted', async () => {
  const runs = Array.from({ length: 130 }, (_, index) => run(`r${index}`));
  const outputs = runs.map(({ id }) => [`GET /main/outputs/tasks/e1/${id}`, { json: { of: id } }] as const);
  const having = runs.slice(5).map(({ id }) => ({ taskRunId: id }));
  answers({ 'GET /main/outputs/tasks/e1': { json: having }, ...Object.fromEntries(outputs) }, runs);
  const { taskRunList = [], outputsLeftOut } = await get();
  expect(outputsLeftOut).toBe(25);
  expect(taskRunList.map(({ outputs }) => outputs !== undefined)).toEqual(
    runs.map((_, index) => index >= 5 && index < 105),
  );
  expect(kestra.lines).toHaveLength(103);
});

it('a refusal that is neither missing nor forbidden is told', async () => {
  answers({ 'GET /main/outputs/tasks/e1': { status: 422, json: { message: 'Bad id' } } }, [run('r1')]);
  await expect(get()).rejects.toBeInstanceOf(InvalidError);
});
