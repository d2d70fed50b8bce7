import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { CONTEXT, callServices, loadedPlugin, runtimeOf } from '../../../../test/support/host/runtime.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import type { ToolsConfig } from '../../config/config.js';
import { KestraMcpError } from '../../foundation/errors.js';
import { KestraClient } from '../../kestra/client.js';
import type { CallContext } from '../../plugin/author/context.js';
import { Injectable } from '../../plugin/author/decorators.js';
import { definePlugin, definePrompt, defineResource } from '../../plugin/author/define.js';
import type { Completer, CompletionContext } from '../../plugin/completing/completer.js';
import { buildRegistry } from '../../registry/registry.js';
import { redactor } from '../../response/redact.js';
import { select } from '../../selection/selection.js';
import { type CompletionAsked, complete } from './complete.js';

const kestra = useKestra();
const group = { name: 'reports', title: 'Reports' };
const text = z.string().describe('Text');

interface Setup {
  config?: Partial<ToolsConfig>;
  callMs?: number;
  context?: Partial<CallContext>;
}

/** Serves a plugin whose prompt and resource use the completer of the test, and records the calls. */
function served(completer: Completer | readonly string[], { config, callMs = 60_000, context }: Setup = {}) {
  @Injectable()
  class Diary {
    readonly words = ['injected'];
  }
  const completers = { namespace: completer };
  const prompt = definePrompt({
    ...{ group, name: 'explain', description: 'D.', complete: completers },
    input: z.strictObject({ namespace: text, tone: z.enum(['dry', 'kind']), rest: text }),
    handler: () => '',
  });
  const resource = defineResource({
    ...{ group, name: 'report', description: 'D.', uri: 'x://{namespace}', complete: completers },
    handler: () => '',
  });
  const definition = definePlugin({ id: 'p', prompts: [prompt], resources: [resource], providers: [Diary] });
  let imports = 0;
  const imported = async () => {
    imports++;
    return definition;
  };
  const plugin = { ...loadedPlugin(definition), definition: imported };
  const registry = buildRegistry({ loaded: [plugin], quarantined: [] });
  const selection = select(registry, { enable: [], disable: [], readOnly: false, ...config });
  const ended: string[] = [];
  const faults: string[] = [];
  const services = callServices(selection, {
    callMs,
    runtime: runtimeOf({ kestra: new KestraClient(kestra.settings('1.3')) }),
    redactResult: redactor(['hunter2hunter2']),
    ended: (name, _, error) =>
      void ended.push(`${name}${error === undefined ? '' : ` failed: ${String(error)}`}`),
    fault: (text) => void faults.push(text),
  });
  const ask = (asked: Partial<CompletionAsked> = {}) =>
    complete(
      services,
      { of: 'prompt', name: 'explain', argument: 'namespace', text: '', given: {}, ...asked },
      { ...CONTEXT, ...context },
    );
  return { ask, ended, faults, imports: () => imports, Diary };
}

describe('a completer', () => {
  it.each(['prompt', 'resource'] as const)('of a %s gives values for the text', async (of) => {
    const { ask, ended, faults } = served(async (text) => [`${text}1`, `${text}2`, 'other']);
    const name = of === 'prompt' ? 'explain' : 'report';
    expect(await ask({ of, name, text: 'a' })).toEqual({ values: ['a1', 'a2'], total: 2, hasMore: false });
    expect([ended, faults]).toEqual([[`${name}, completing "namespace"`], []]);
  });

  it('is given the other arguments, those that are decided, and the services of its plugin', async () => {
    let context: CompletionContext | undefined;
    const { ask, Diary } = served(
      (_, given) => {
        context = given;
        return [];
      },
      { config: { fixed: { tenant: 'acme' } } },
    );
    await ask({ given: { rest: 'r', tenant: 'other' } });
    expect(context?.given).toMatchObject({ rest: 'r', tenant: 'acme' });
    expect(context?.get(Diary).words).toEqual(['injected']);
    expect(context?.kestra).toBeInstanceOf(KestraClient);
    expect(context?.signal.aborted).toBe(false);
  });

  it('can only read', async () => {
    const { ask, ended } = served(async (_, { kestra }) => {
      await kestra.files.delete('a', '/x');
      return ['deleted'];
    });
    expect(await ask()).toEqual({ values: [] });
    expect(kestra.lines).toEqual([]);
    expect(ended.join()).toContain('was not sent: this client has read-only access.');
  });

  it('that is late gives nothing, and its requests end', async () => {
    let signal: AbortSignal | undefined;
    const { ask, ended, faults } = served(
      (_, context) => {
        signal = context.signal;
        return new Promise(() => undefined);
      },
      { callMs: 50 },
    );
    expect(await ask()).toEqual({ values: [] });
    expect([signal?.aborted, faults]).toEqual([true, []]);
    expect(ended[0]).toMatch(/completing "namespace" failed: .*Nothing was found within 0\.05 s\./);
  });

  it.each<[string, Completer]>([
    ['throws', () => Promise.reject(new Error('boom'))],
    ['gives no list', () => 'all' as never],
  ])('that %s gives nothing, and its author is told once', async (_, completer) => {
    const { ask, faults, ended } = served(completer);
    expect(await ask({ text: 'a' })).toEqual({ values: [] });
    expect(await ask({ text: 'ab' })).toEqual({ values: [] });
    expect(faults).toHaveLength(1);
    await expect(ask({ rejects: true })).rejects.toThrow('explain, completing "namespace" of the plugin');
    expect(faults[0]).toContain('explain, completing "namespace" of the plugin @acme/p 1.2.3');
    expect(ended).toHaveLength(3);
  });

  it('that Kestra refuses is no fault of the plugin', async () => {
    kestra.answers({ 'GET /main/flows/a': { status: 403, json: { message: 'no' } } });
    const { ask, faults, ended } = served(async (_, { kestra }) =>
      (await kestra.flows.list('a')).map(({ id }) => id),
    );
    expect(await ask()).toEqual({ values: [] });
    expect([faults, ended.length]).toEqual([[], 1]);
  });

  it('is not asked for who has gone', async () => {
    let asked = 0;
    const { ask } = served(() => [String(++asked)], { context: { signal: AbortSignal.abort() } });
    expect(await ask()).toEqual({ values: [] });
    expect(asked).toBe(0);
  });
});

describe('no code is imported', () => {
  it.each<[string, Partial<CompletionAsked>, unknown]>([
    [
      'an argument with values',
      { argument: 'tone', text: 'k' },
      { values: ['kind'], total: 1, hasMore: false },
    ],
    ['an argument that nothing completes', { argument: 'rest' }, { values: [] }],
    ['an argument that is not there', { argument: '__proto__' }, { values: [] }],
    ['a text that nobody has typed', { text: 'x'.repeat(501) }, { values: [] }],
  ])('for %s', async (_, asked, values) => {
    const { ask, imports } = served(() => ['x']);
    expect([await ask(asked), imports()]).toEqual([values, 0]);
  });

  it('for a list', async () => {
    const { ask, imports } = served(['a', 'b']);
    expect([await ask({ text: 'b' }), imports()]).toEqual([{ values: ['b'], total: 1, hasMore: false }, 0]);
  });

  it('for what the configuration decides', async () => {
    const { ask, imports } = served(() => ['x'], { config: { fixed: { namespace: 'a' } } });
    expect([await ask(), imports()]).toEqual([{ values: [] }, 0]);
  });
});

it('no namespace is offered that may not be named', async () => {
  const { ask } = served(() => ['a', 'a.b', 'ab', 'c'], { config: { fixed: { namespaces: ['a'] } } });
  expect((await ask()).values).toEqual(['a', 'a.b']);
});

it.each<[Partial<CompletionAsked>, Setup, string]>([
  [{ name: 'explan' }, {}, 'There is no prompt "explan". Did you mean "explain"? The prompts are: explain.'],
  [{ of: 'resource', name: 'nothing' }, {}, 'There is no resource "nothing". The resources are: report.'],
  [
    {},
    { config: { disable: ['explain'] } },
    'The prompt "explain" is not available: disabled by tools.disable: explain.',
  ],
])('%j is refused in words', async (asked, setup, says) => {
  const { ask, imports } = served(() => ['x'], setup);
  const error = await ask(asked).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(KestraMcpError);
  expect([(error as Error).message, imports()]).toEqual([says, 0]);
});
