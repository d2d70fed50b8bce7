import { beforeAll, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
beforeAll(() => {
  kestra.ui = true;
});

const call = (given: object) => callPlugin(plugin, kestra)('replay_execution', { ...given });
const id = (n: number) => `4KhZ9XyQw0aB${String(n).padStart(10, '0')}`;
const execution = (id: string) => ({ id, namespace: 'a', flowId: 'f', state: { current: 'CREATED' } });

it('the new execution has a link', async () => {
  kestra.answers({
    'POST /main/executions/e1/replay': { json: execution('e2') },
    'GET /main/executions/search': { json: { results: [execution('e1')], total: 1 } },
  });
  const url = kestra.baseUrl.replace('/api/v1', '/ui/main/executions/a/f/e2');
  expect(await call({ ids: ['e1'] })).toMatchObject({ results: [{ id: 'e2' }], url });
  expect(await call({ namespace: 'a', flow_id: 'f' })).toMatchObject({ results: [{ id: 'e2' }], url });
});

it('of hundreds all new ids are told, within what an answer may have', async () => {
  const ids = Array.from({ length: 500 }, (_, n) => id(n));
  const state = {
    current: 'CREATED',
    histories: [{ state: 'CREATED', date: '2026-11-22T18:45:01.347521159Z' }],
  };
  const inputs = { day: '2026-01-01' };
  kestra.answers({
    'GET /main/flows/a/f': { json: { id: 'f', namespace: 'a', inputs: [{ id: 'day', type: 'DATE' }] } },
    ...Object.fromEntries(
      ids.flatMap((each, n) => [
        [`GET /main/executions/${each}`, { json: execution(each) }],
        [
          `POST /main/executions/${each}/replay-with-inputs`,
          { json: { ...execution(id(1_000 + n)), state, taskRunList: [] } },
        ],
      ]),
    ),
  });
  const answer = await call({ ids, inputs });
  expect(answer.results).toEqual(ids.map((each, n) => ({ id: id(1_000 + n), originalId: each })));
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(40_000);
});
