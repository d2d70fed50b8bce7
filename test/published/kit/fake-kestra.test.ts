import { expect, it } from '@jest/globals';
import { fakeKestra } from '@kestra-mcp/testing';
import '@kestra-mcp/testing/jest';

it('answers from its routes, and records what it was asked', async () => {
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

it('gives the replies of a list one after the other, the last one for ever', async () => {
  const kestra = await fakeKestra({ 'GET /a': [{ json: 1 }, async ({ line }) => ({ json: line })] });
  const get = async () => (await fetch(`${kestra.baseUrl}/a`)).json();
  expect([await get(), await get(), await get()]).toEqual([1, 'GET /a', 'GET /a']);
});

it('lets a function answer by itself', async () => {
  const kestra = await fakeKestra({
    'GET /stream': (_, response) => {
      response.write('one ');
      response.end('two');
      return undefined;
    },
  });
  expect(await (await fetch(`${kestra.baseUrl}/stream`)).text()).toBe('one two');
});

it('says 501 of what it does not know, and what it does', async () => {
  const kestra = await fakeKestra({ 'GET /a': { json: 1 } });
  const answer = await fetch(`${kestra.baseUrl}/b`);
  expect([answer.status, await answer.text()]).toEqual([
    501,
    'The test has no answer to "GET /b"; it has "GET /a".',
  ]);
});

it('says what it is without being told to, unless a route does', async () => {
  const kestra = await fakeKestra({}, { version: '2.0' });
  const configs = async () => (await fetch(`${kestra.baseUrl}/configs`)).json();
  expect(await configs()).toEqual({ version: '2.0', edition: 'OSS' });
  expect(kestra.lines).toEqual([]);
  kestra.answers({ 'GET /configs': { json: { version: '0.24' } } });
  expect(await configs()).toEqual({ version: '0.24' });
  expect(kestra.lines).toEqual(['GET /configs']);
});
