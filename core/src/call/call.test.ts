import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { registryOf } from '../../../test/support/things.js';
import type { ToolsConfig } from '../config/config.js';
import { InputError } from '../errors.js';
import { currentSignal } from '../kestra/scope.js';
import { flow_id } from '../plugin/atoms.js';
import type { ToolContext } from '../plugin/context.js';
import type { ToolHandler } from '../plugin/declaration.js';
import { definePlugin, defineTool } from '../plugin/define.js';
import { PluginRuntime } from '../plugin/run.js';
import { redactor } from '../response/redact.js';
import { select } from '../selection/selection.js';
import { callTool } from './call.js';

interface Setup {
  handler?: ToolHandler<object, object>;
  config?: Partial<ToolsConfig>;
  signal?: AbortSignal;
  compact?: false;
}
const ended: string[] = [];

/** Calls a tool whose handler the test gives; by default it answers with its input. */
async function call(name: string, given: Record<string, unknown>, setup: Setup = {}) {
  const { handler = (input) => input, config, signal = new AbortController().signal, compact } = setup;
  const group = { name: 'things', title: 'Things' };
  const common = { group, description: 'D.', handler: handler as () => object };
  const get = defineTool({
    ...{ ...common, name: 'get_thing', effect: 'read', ...(compact === false && { compact }) },
    input: z.strictObject({ flow_id }),
    output: z.looseObject({ flow_id: z.string().optional() }),
  });
  const manage = defineTool({
    ...{ ...common, name: 'manage_thing' },
    input: z.strictObject({
      action: z.enum(['get', 'set']),
      value: z.string().optional(),
      a: z.string().optional(),
    }),
    actions: { get: { effect: 'read' }, set: { effect: 'write', requires: ['value', 'a'] } },
    output: z.looseObject({}),
  });
  const make = defineTool({
    ...{ ...common, name: 'make_thing', effect: 'read' },
    switches: { auto_create: { effect: 'write' } },
    input: z.strictObject({ auto_create: z.boolean().default(false) }),
    output: z.looseObject({}),
  });
  const registry = await registryOf(definePlugin({ id: 'p', tools: [get, manage, make] }));
  const selection = select(registry, { enable: [], disable: [], readOnly: false, ...config });
  ended.length = 0;
  const services = {
    selection: () => selection,
    runtime: new PluginRuntime(async () => ({})),
    redact: redactor(['hunter2', 'aHVudGVyMg==']),
    redactResult: redactor(['aHVudGVyMg==']),
    ended: (tool: string, _: number, error?: unknown) =>
      ended.push(error === undefined ? `${tool} ok` : `${tool} failed`),
  };
  const context: ToolContext = { signal, progress: async () => undefined, log: async () => undefined };
  return await callTool(services, name, given, context);
}
const failure = async (...given: Parameters<typeof call>): Promise<string> => {
  const { isError, content, structuredContent } = await call(...given);
  expect({ isError, structuredContent }).toEqual({ isError: true });
  return content.map(({ text }) => text).join('|');
};
const good = { flow_id: 'f' };

describe('a call that works', () => {
  it("answers with the handler's result, compact, in both forms", async () => {
    const handler = () => ({ flow_id: 'f', note: null, inputs: { a: null } });
    const value = { flow_id: 'f', inputs: { a: null } };
    expect(await call('get_thing', good, { handler })).toEqual({
      content: [{ type: 'text', text: JSON.stringify(value) }],
      structuredContent: value,
    });
    expect(ended).toEqual(['get_thing ok']);
  });

  it('answers with nulls where the tool says so', async () => {
    const { structuredContent } = await call('get_thing', good, {
      handler: () => ({ note: null }),
      compact: false,
    });
    expect(structuredContent).toEqual({ note: null });
  });

  it('masks credentials in the result, but no word that happens to be the password', async () => {
    const handler = () => ({ text: 'aHVudGVyMg== hunter2' });
    expect((await call('get_thing', good, { handler })).structuredContent).toEqual({ text: '*** hunter2' });
  });
});

describe('arguments', () => {
  it('that are blank are left out', async () => {
    const { structuredContent } = await call('manage_thing', { action: 'get', value: null });
    expect(structuredContent).toEqual({ action: 'get' });
  });

  it('that are required may not be empty, nor endless', async () => {
    expect(await failure('get_thing', { flow_id: '' })).toMatch(
      /^The argument "flow_id" is not valid: must be 1 to 100 /,
    );
    const endless = await failure('get_thing', { flow_id: 'x'.repeat(1_000_000) });
    expect(endless).toMatch(/It is "x+… \(1000002 characters\)\.$/);
    expect(endless.length).toBeLessThan(300);
  });

  it('that an action needs are named', async () => {
    expect(await failure('manage_thing', { action: 'set', value: null, a: 'x' })).toBe(
      'The action "set" needs the argument "value".',
    );
    expect(await failure('manage_thing', { action: 'set' })).toBe(
      'The action "set" needs the argument "value" and "a".',
    );
  });
});

describe('what is switched off', () => {
  it('is refused with its reason', async () => {
    expect(await failure('get_thing', good, { config: { disable: ['things'] } })).toBe(
      'The tool "get_thing" is switched off: disabled by tools.disable: things.',
    );
    expect(await failure('manage_thing', { action: 'set' }, { config: { readOnly: true } })).toBe(
      'The action "set" of manage_thing is switched off: read-only (tools.readOnly): it is write.',
    );
    expect(
      await failure('make_thing', { auto_create: true }, { config: { disable: ['*:auto_create'] } }),
    ).toBe('"auto_create" of make_thing is switched off: disabled by tools.disable: *:auto_create.');
    const off = await call('make_thing', { auto_create: false }, { config: { readOnly: true } });
    expect(off.isError).toBeUndefined();
  });

  it('is not offered', async () => {
    expect(await failure('manage_thing', { action: 'x' }, { config: { readOnly: true } })).toBe(
      'The argument "action" is "x". Allowed: get.',
    );
  });
});

describe('a name', () => {
  it('that no tool has is an error of the protocol, which suggests what is on', async () => {
    await expect(call('get_thingy', {}, { config: { disable: ['manage_thing'] } })).rejects.toMatchObject({
      code: 'KMCP_UNKNOWN_TOOL',
      message: 'There is no tool "get_thingy". Did you mean "get_thing"?',
    });
    await expect(call('x'.repeat(1_000_000), {})).rejects.toThrow(/^There is no tool "x{100}"\.$/);
  });
});

describe('a handler that fails', () => {
  it.each<[string, unknown, string]>([
    [
      'its own words',
      new InputError('Wrong.', { details: ['a'], hint: 'Do better.' }),
      'Wrong.\n- a\nDo better.',
    ],
    ['an error of others', new Error('boom'), 'boom'],
    ['text', 'boom', 'boom'],
    ['nothing', undefined, 'get_thing failed without saying why.'],
    ['a secret', new Error('Basic aHVudGVyMg== for hunter2'), 'Basic *** for ***'],
  ])('is told: %s', async (_, thrown, text) => {
    const handler = () => {
      throw thrown;
    };
    expect(await failure('get_thing', good, { handler })).toBe(text);
    expect(ended).toEqual(['get_thing failed']);
  });

  it('is told when its result does not fit', async () => {
    const handler = () => ({ flow_id: 7 });
    expect(await failure('get_thing', good, { handler })).toBe(
      'get_thing has run, but its result does not fit its output schema: flow_id: ' +
        'Invalid input: expected string, received number.\nThe result was: {"flow_id":7}',
    );
    const nothing = (() => undefined) as unknown as () => object;
    expect(await failure('get_thing', good, { handler: nothing })).toMatch(
      /output schema: the whole: .*\nThe result was: undefined$/,
    );
  });

  it('is told when its result is no JSON', async () => {
    expect(await failure('get_thing', good, { handler: () => ({ big: 1n }) })).toMatch(/BigInt/);
  });
});

describe('cancellation', () => {
  it('ends a call that waits, and reaches its requests', async () => {
    const controller = new AbortController();
    const seen: unknown[] = [];
    const handler: ToolHandler<object, object> = (_, { signal }) => {
      seen.push(currentSignal() === signal);
      signal.addEventListener('abort', () => seen.push('aborted'));
      setTimeout(() => controller.abort(), 5);
      return new Promise(() => undefined);
    };
    expect(await failure('get_thing', good, { handler, signal: controller.signal })).toBe(
      'The call was cancelled.',
    );
    expect(seen).toEqual([true, 'aborted']);
  });

  it('before the handler runs keeps it from running', async () => {
    const ran: string[] = [];
    const handler = () => ({ n: ran.push('ran') });
    expect(await failure('get_thing', good, { handler, signal: AbortSignal.abort() })).toBe(
      'The call was cancelled.',
    );
    expect(ran).toEqual([]);
  });
});
