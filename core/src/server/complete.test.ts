import { describe, expect, it } from '@jest/globals';
import { connectTo } from '../../../test/support/host/wire.js';
import { registryOf, reportsPlugin } from '../../../test/support/plugins/things.js';
import { KestraMcpError } from '../foundation/errors.js';
import { select } from '../selection/selection.js';
import type { ServedHost } from './served-host.js';

async function connect(complete: ServedHost['complete']) {
  const selection = select(await registryOf(reportsPlugin), { enable: [], disable: [], readOnly: false });
  const { wire, hello } = await connectTo({ selection: () => selection, complete });
  return { hello, ask: (params: object) => wire.ask(2, 'completion/complete', params) };
}

const argument = { name: 'namespace', value: 'co' };
const prompt = { type: 'ref/prompt', name: 'explain_run' };

describe('completion/complete', () => {
  it('is said to be there', async () => {
    const { hello } = await connect(async () => ({ values: [] }));
    expect(hello.result).toMatchObject({ capabilities: { completions: {} } });
  });

  it.each([
    ['a prompt', prompt, { of: 'prompt', name: 'explain_run' }],
    [
      'a template',
      { type: 'ref/resource', uri: 'sla://{namespace}/{flow_id}' },
      { of: 'resource', name: 'flow_report' },
    ],
    ['a plain URI', { type: 'ref/resource', uri: 'sla://report' }, { of: 'resource', name: 'report' }],
  ])('asks the host for an argument of %s', async (_, ref, named) => {
    const asked: unknown[] = [];
    const { ask } = await connect(async (what) => {
      asked.push(what);
      return { values: ['company'], total: 7, hasMore: true };
    });
    const { result } = await ask({ ref, argument, context: { arguments: { execution_id: 'x' } } });
    expect(result).toMatchObject({ completion: { values: ['company'], total: 7, hasMore: true } });
    await ask({ ref, argument });
    const rest = { argument: 'namespace', text: 'co' };
    expect(asked).toEqual([{ ...named, ...rest, given: { execution_id: 'x' } }]);
  });

  it.each<[object, KestraMcpError | undefined, string]>([
    [{ type: 'ref/resource', uri: 'sla://{x}' }, undefined, 'There is no resource template sla://{x}.'],
    [prompt, new KestraMcpError('KMCP_UNKNOWN_TOOL', 'There is no prompt.'), 'There is no prompt.'],
    [prompt, new KestraMcpError('KMCP_DISABLED', 'It is off.'), 'It is off.'],
  ])('refuses %j in words', async (ref, thrown, message) => {
    const { ask } = await connect(async () => {
      throw thrown ?? new Error('must not be asked');
    });
    expect((await ask({ ref, argument })).error).toMatchObject({ code: -32602, message });
  });
});
