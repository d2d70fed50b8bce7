import { describe, expect, it } from '@jest/globals';
import { connectTo } from '../../../test/support/host/wire.js';
import { registryOf, reportsPlugin, thingsPlugin } from '../../../test/support/plugins/things.js';
import type { ToolsConfig } from '../config/config.js';
import { InputError, KestraMcpError } from '../foundation/errors.js';
import { select } from '../selection/selection.js';
import type { ServedHost } from './served-host.js';

async function connect(config: Partial<ToolsConfig> = {}, prompt?: ServedHost['prompt']) {
  const registry = await registryOf(thingsPlugin, reportsPlugin);
  const selection = select(registry, { enable: [], disable: [], readOnly: false, ...config });
  const asked: unknown[] = [];
  const { wire } = await connectTo({
    selection: () => selection,
    prompt:
      prompt ??
      (async (name, given) => {
        asked.push([name, given]);
        return [{ role: 'user', text: `About ${name}` }];
      }),
  });
  return { wire, asked };
}

const list = async (config?: Partial<ToolsConfig>) => {
  const { result } = await (await connect(config)).wire.ask(2, 'prompts/list');
  return (result as { prompts: unknown }).prompts;
};
const ARGUMENTS = [
  { name: 'namespace', description: 'Text', required: true },
  { name: 'execution_id', description: 'Text', required: true },
  { name: 'lines', description: 'Lines of the log', required: false },
];
const EXPLAIN = { name: 'explain_run', title: 'Why did it fail?', description: 'Explains a run.' };
const GREET = { name: 'greet', description: 'Greets.', arguments: [] };

describe('prompts/list', () => {
  it('has what is enabled, with its arguments', async () => {
    expect(await list()).toEqual([{ ...EXPLAIN, arguments: ARGUMENTS }, GREET]);
    expect(await list({ disable: ['explain_run'] })).toEqual([GREET]);
    expect(await list({ only: ['things'] })).toEqual([]);
  });

  it('has no argument that callers cannot choose', async () => {
    const fixed = { namespace: 'company', namespaces: ['company'] };
    expect(await list({ fixed, only: ['explain_run'] })).toEqual([
      { ...EXPLAIN, arguments: ARGUMENTS.slice(1) },
    ]);
    expect(await list({ fixed: { namespaces: ['company'] }, only: ['explain_run'] })).toEqual([
      {
        ...EXPLAIN,
        arguments: [
          { ...ARGUMENTS[0], description: 'Namespace: company, or one below' },
          ...ARGUMENTS.slice(1),
        ],
      },
    ]);
  });
});

describe('prompts/get', () => {
  it("hands over name and arguments, and the host's messages", async () => {
    const { wire, asked } = await connect();
    const given = { namespace: 'a', execution_id: 'b' };
    const answer = await wire.ask(2, 'prompts/get', { name: 'explain_run', arguments: given });
    await wire.ask(3, 'prompts/get', { name: 'greet' });
    expect((answer.result as { messages: unknown }).messages).toEqual([
      { role: 'user', content: { type: 'text', text: 'About explain_run' } },
    ]);
    expect(asked).toEqual([
      ['explain_run', given],
      ['greet', {}],
    ]);
  });

  it.each([
    [new KestraMcpError('KMCP_UNKNOWN_TOOL', 'There is no prompt "x".'), -32602, 'There is no prompt "x".'],
    [new InputError('Wrong.', { hint: 'Do better.' }), -32602, 'Wrong.\nDo better.'],
    [new KestraMcpError('KMCP_DISABLED', 'It is off.'), -32602, 'It is off.'],
    [new KestraMcpError('KMCP_NOT_FOUND', 'No such flow.'), -32602, 'No such flow.'],
    [new Error('boom'), -32603, 'boom'],
  ])('answers %s as an error of the protocol', async (thrown, code, message) => {
    const { wire } = await connect({}, () => Promise.reject(thrown));
    expect((await wire.ask(2, 'prompts/get', { name: 'x' })).error).toMatchObject({ code, message });
  });

  it('gives the handler what the protocol gives', async () => {
    const { wire } = await connect({}, async (_, __, { progress, signal }) => {
      await progress('half', 1, 2);
      return [{ role: 'assistant', text: String(signal.aborted) }];
    });
    const answer = await wire.ask(2, 'prompts/get', { name: 'x', _meta: { progressToken: 'p' } });
    expect(answer.result).toMatchObject({
      messages: [{ role: 'assistant', content: { type: 'text', text: 'false' } }],
    });
    expect(wire.sent.map(({ method }) => method)).toContain('notifications/progress');
  });
});
