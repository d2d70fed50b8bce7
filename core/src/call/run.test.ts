import { expect, it } from '@jest/globals';
import { CONTEXT, callServices, loadedPlugin } from '../../../test/support/host/runtime.js';
import { definePlugin } from '../plugin/author/define.js';
import type { McpClient, Wanted } from '../plugin/author/mcp-client.js';
import { redactor } from '../response/redact.js';
import { InputRequired } from './ask/input-required.js';
import { run } from './run.js';

const called = { plugin: loadedPlugin(definePlugin({ id: 'p' })), name: 'get_thing' };
const services = callServices({} as never, { redact: redactor(['hunter2']) });
const form = (message: string): Wanted => ({
  method: 'elicitation/create',
  params: { message, requestedSchema: { properties: { key: { type: 'string', default: message } } } },
});

it('what is wanted of the client has its secrets masked, and shows what would steer a terminal', async () => {
  const wanted: unknown[] = [];
  const client = {
    does: () => true,
    get: async (wants: unknown) => wanted.push(wants),
  } as unknown as McpClient;
  await run(services, called, { ...CONTEXT, client }, ({ client }) =>
    client?.get({ a: form('hunter2?\u001b[2J\u202e') }),
  );
  const masked = '***masked by kestra-mcp***?<U+001B>[2J<U+202E>';
  expect(wanted).toEqual([{ a: form(masked) }]);
});

it('a call whose client has to answer first does not go on, whatever the handler does about it', async () => {
  const client = { does: () => true, get: () => Promise.reject(new InputRequired()) };
  const done: string[] = [];
  const goesOn = async ({ client }: { client?: McpClient }) => {
    await client?.get({ a: form('Sure?') }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return done.push('an effect');
  };
  await expect(run(services, called, { ...CONTEXT, client }, goesOn)).rejects.toBeInstanceOf(InputRequired);
});
