import { expect, it } from '@jest/globals';
import { checkPlugin, fakeKestra, testHost } from '@kestra-mcp/testing';
import '@kestra-mcp/testing/jest';
import plugin from './index.js';

const ACME = { namespace: 'acme' };

it('has valid descriptions and schemas', () => {
  expect(checkPlugin(plugin)).toEqual([]);
});

it('counts the flows of a namespace', async () => {
  const kestra = await fakeKestra({ 'GET /main/flows/acme': { json: [{ id: 'a' }, { id: 'b' }] } });
  const host = await testHost({ plugins: [[plugin, { most: 1 }]], kestra });
  expect(await host.call('count_template_name', ACME)).toSucceedWith({ flows: 2, too_many: true });
  expect(kestra.lines).toEqual(['GET /main/flows/acme']);
});

it('passes on the message when Kestra refuses', async () => {
  const kestra = await fakeKestra({
    'GET /main/flows/acme': { status: 403, json: { message: 'Not yours.' } },
  });
  const host = await testHost({ plugins: [plugin], kestra });
  expect(await host.call('count_template_name', ACME)).toFailWith('Not yours.');
});
