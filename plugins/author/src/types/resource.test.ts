import { expect, it } from '@jest/globals';
import { fakeKestra, testHost } from '@kestra-mcp/testing';
import plugin from '../index.js';

const TYPE = 'io.acme.log.Log';
const schema = { properties: { message: { type: 'string' } }, required: ['message'], title: 'Writes.' };

it('the documentation of a type is a resource, and its name is completed, where namespaces are fixed, too', async () => {
  const kestra = await fakeKestra({
    'GET /configs': { json: { version: '1.3.31', edition: 'OSS' } },
    'GET /plugins': { json: [{ tasks: [{ cls: TYPE }, { cls: 'io.acme.kv.Set' }] }] },
    [`GET /plugins/${TYPE}`]: { json: { schema: { properties: schema } } },
    'GET /plugins/io.acme.log.Nope': { status: 404, json: { message: 'none' } },
  });
  const tools = { readOnly: true, fixed: { namespaces: ['company'] } };
  const host = await testHost({ plugins: [plugin], kestra, tools });
  const { contents } = await host.read(`kestra://tasks/${TYPE}`);
  expect(JSON.parse(String(contents[0] && 'text' in contents[0] && contents[0].text))).toMatchObject({
    type: TYPE,
    properties: [{ name: 'message', required: true }],
  });
  await expect(host.read('kestra://tasks/io.acme.log.Nope')).rejects.toThrow(`Similar types: ${TYPE}`);
  expect(await host.complete('task_type', 'type', 'log')).toMatchObject({ values: [TYPE] });
  await host.close();
});
