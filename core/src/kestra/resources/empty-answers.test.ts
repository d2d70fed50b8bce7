import { expect, it } from '@jest/globals';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';

const kestra = useKestra();
const client = () => new KestraClient(kestra.settings('2.0'));

it.each<[string, (client: KestraClient) => Promise<unknown>]>([
  ['GET /main/executions/e1', ({ executions }) => executions.peek('e1')],
  ['GET /main/apps/u1', ({ apps }) => apps.get('u1')],
])('%s answered with nothing is told as that', async (line, ask) => {
  for (const reply of [{ text: '' }, { status: 204 }]) {
    kestra.answers({ [line]: reply });
    await expect(ask(client())).rejects.toMatchObject({
      code: 'KMCP_NOT_JSON',
      message: `The response to ${line} is not JSON but empty.`,
    });
  }
});

it('a search answered with nothing has no rows', async () => {
  kestra.answers({ 'GET /main/executions/search': { status: 204 }, 'GET /main/flows/search': { text: '' } });
  const page = { page: 1, size: 9 };
  expect(await client().executions.search(page)).toEqual({ results: [] });
  expect(await client().flows.search({ q: 'x', ...page })).toEqual({ results: [] });
});
