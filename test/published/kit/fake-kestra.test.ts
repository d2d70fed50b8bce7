import { expect, it } from '@jest/globals';
import { fakeKestra } from '@kestra-mcp/testing';
import '@kestra-mcp/testing/jest';

it('responds from its routes, and records the requests', async () => {
  const kestra = await fakeKestra({
    'POST /main/flows': { status: 201, json: { id: 'a' }, headers: { 'x-one': '1' } },
    'GET /main/logs': { text: 'plain' },
  });
  const posted = await fetch(`${kestra.baseUrl}/main/flows?filters%5Bq%5D=a+b`, {
    method: 'POST',
    body: 'id: a',
  });
  expect([posted.status, await posted.json(), posted.headers.get('x-one')]).toEqual([201, { id: 'a' }, '1']);
  expect(await (await fetch(`${kestra.baseUrl}/main/logs`)).text()).toBe('plain');
  expect(kestra.lines).toEqual(['POST /main/flows?filters[q]=a b', 'GET /main/logs']);
  expect(kestra.asked[0]?.body).toBe('id: a');
});

it('uses the replies of a list one after the other, and then always the last one', async () => {
  const kestra = await fakeKestra({ 'GET /a': [{ json: 1 }, async ({ line }) => ({ json: line })] });
  const get = async () => (await fetch(`${kestra.baseUrl}/a`)).json();
  expect([await get(), await get(), await get()]).toEqual([1, 'GET /a', 'GET /a']);
});

it('lets a function write the response itself', async () => {
  const kestra = await fakeKestra({
    'GET /stream': (_, response) => {
      response.write('one ');
      response.end('two');
      return undefined;
    },
  });
  expect(await (await fetch(`${kestra.baseUrl}/stream`)).text()).toBe('one two');
});

it('responds with 501 to unknown routes, and names its routes', async () => {
  const kestra = await fakeKestra({ 'GET /a': { json: 1 } });
  const answer = await fetch(`${kestra.baseUrl}/b`);
  expect([answer.status, await answer.text()]).toEqual([
    501,
    'This fake Kestra has no route "GET /b". Its routes are "GET /a". Add the route to fakeKestra({ … }).',
  ]);
});

it('reports its version and edition, unless a route does', async () => {
  const kestra = await fakeKestra({}, { version: '2.0' });
  const configs = async () => (await fetch(`${kestra.baseUrl}/configs`)).json();
  expect(await configs()).toEqual({ version: '2.0', edition: 'OSS' });
  expect(kestra.lines).toEqual([]);
  kestra.answers({ 'GET /configs': { json: { version: '0.24' } } });
  expect(await configs()).toEqual({ version: '0.24' });
  expect(kestra.lines).toEqual(['GET /configs']);
});
