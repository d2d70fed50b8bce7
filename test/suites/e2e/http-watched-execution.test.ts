import { expect, it } from '@jest/globals';
import { startHost } from '../../support/host/host.js';
import { connectHttp, MODERN, startHttp } from '../../support/host/http.js';
import { CONFIGS, fakeKestra } from '../../support/kestra/fake-kestra.js';
import { until } from '../../support/until.js';

/** The state of each execution, by id. */
const states = new Map<string, string>();
const execution = (id: string) => ({
  ...{ id, namespace: 'a', flowId: 'f', state: { current: states.get(id) } },
  taskRunList: [],
});
/** Longer than the server's interval between two reads. */
const LONGER = 4_500;

const kestra = await fakeKestra(({ url }) => {
  if (url.endsWith('/configs')) return { body: CONFIGS };
  const id = /\/executions\/(\w+)$/.exec(url)?.[1];
  return id === undefined || !states.has(id) ? { status: 404 } : { body: JSON.stringify(execution(id)) };
});
const looks = (id: string) => kestra.seen.filter(({ url }) => url.endsWith(`/executions/${id}`)).length;

/** Ends a watched execution. The client is notified, and requests to Kestra stop. */
async function watchToTheEnd(id: string, told: () => number): Promise<void> {
  await until(() => looks(id) >= 2 || undefined);
  expect(told()).toBe(0);
  states.set(id, 'SUCCESS');
  await until(() => told() >= 1 || undefined);
  const seen = looks(id);
  await new Promise((resolve) => setTimeout(resolve, LONGER));
  expect(looks(id)).toBe(seen);
  expect(told()).toBe(1);
}

it.concurrent('an execution is watched until it has ended, for a client of 2026 over HTTP', async () => {
  states.set('modern', 'RUNNING');
  const host = await startHttp({ env: { KESTRA_BASE_URL: kestra.baseUrl } });
  const client = await connectHttp(host.url, { client: MODERN });
  let told = 0;
  client.setNotificationHandler('notifications/resources/updated', () => void told++);
  const uri = 'kestra://executions/modern';
  const stream = await client.listen({ resourceSubscriptions: [uri, 'kestra://flows/a/f'] });
  expect(stream.honoredFilter).toEqual({ resourceSubscriptions: [uri] });
  await watchToTheEnd('modern', () => told);
  const { contents } = await client.readResource({ uri });
  expect(contents).toMatchObject([{ text: expect.stringContaining('"SUCCESS"') }]);
  await stream.close();
  await host.close();
}, 60_000);

it.concurrent('and for a client of 2025 over stdio, which hears of one that has begun anew', async () => {
  states.set('legacy', 'RUNNING');
  const { client, stop } = await startHost({ env: { KESTRA_BASE_URL: kestra.baseUrl } });
  let told = 0;
  client.setNotificationHandler('notifications/resources/updated', () => void told++);
  const uri = 'kestra://executions/legacy';
  await client.subscribeResource({ uri });
  await watchToTheEnd('legacy', () => told);
  states.set('legacy', 'RESTARTED');
  await client.unsubscribeResource({ uri });
  await client.subscribeResource({ uri });
  states.set('legacy', 'FAILED');
  await until(() => told >= 2 || undefined);
  await stop();
}, 60_000);
