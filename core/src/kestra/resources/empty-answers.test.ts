import { expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';

const kestra = useKestra();
const PAGE = { page: 1, size: 9 };
const client = () => new KestraClient(kestra.settings('2.0'));

it.each<[string, (client: KestraClient) => Promise<unknown>]>([
  ['GET /main/executions/e1', ({ executions }) => executions.peek('e1')],
  ['GET /main/apps/u1', ({ apps }) => apps.get('u1')],
  ['GET /main/executions/search', ({ executions }) => executions.search(PAGE)],
  ['GET /main/flows/search', ({ flows }) => flows.search({ q: 'x', ...PAGE })],
  ['GET /main/logs/e1', ({ logs }) => logs.list('e1', {})],
  ['GET /main/namespaces/a/files/search', ({ files }) => files.search('a', 'x')],
  ['GET /main/namespaces/a/files/directory', ({ files }) => files.list('a', '/')],
  ['GET /main/flows/a', ({ flows }) => flows.list('a')],
  ['GET /main/flows/a/b/graph', ({ graphs }) => graphs.ofFlow('a', 'b')],
])('%s answered with nothing is told as that', async (line, ask) => {
  for (const reply of [{ text: '' }, { status: 204 }]) {
    kestra.answers({ [line]: reply });
    await expect(ask(client())).rejects.toMatchObject({
      code: 'KMCP_NOT_JSON',
      message: `The response to ${line} is not JSON but empty.`,
    });
  }
});

it.each<[string, (client: KestraClient) => Promise<unknown>]>([
  ['POST /main/flows', ({ flows }) => flows.create('id: a\nnamespace: b')],
  ['PUT /main/flows/a/b', ({ flows }) => flows.update('a', 'b', 'id: b')],
  ['POST /main/executions/e1/actions/force-run', ({ executions }) => executions.forceRun('e1')],
])('%s answered with nothing may have been done', async (line, ask) => {
  kestra.answers({ [line]: { text: '' } });
  await expect(ask(client())).rejects.toMatchObject({
    message: `The response to ${line} is not JSON but empty.`,
    hint: expect.stringContaining('Check before you repeat it'),
  });
});

it('a route of a plugin may be answered with nothing', async () => {
  kestra.answers({ 'GET /main/flows/search': { status: 204 }, 'GET /main/apps/u1': { text: '' } });
  const request = { path: ['flows', 'search'], within: 'tenant' } as const;
  expect(await client().request(request)).toBeUndefined();
  await expect(client().request({ path: ['apps', 'u1'], within: 'answer' })).rejects.toThrow('but empty');
});
