import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { CONTEXT, callServices, loadedPlugin } from '../../../test/support/host/runtime.js';
import type { ToolsConfig } from '../config/config.js';
import { describeError, InputError, KestraMcpError } from '../foundation/errors.js';
import type { ToolContext } from '../plugin/author/context.js';
import { definePlugin, definePrompt } from '../plugin/author/define.js';
import type { PromptResult } from '../plugin/author/prompt.js';
import { buildRegistry } from '../registry/registry.js';
import { markIn } from '../response/bound/cut-mark.js';
import { redactor } from '../response/redact.js';
import { select } from '../selection/selection.js';
import { getPrompt } from './prompt.js';

const ended: string[] = [];
const faults: string[] = [];
const text = z.string().describe('Text');
const input = z.strictObject({
  namespace: text,
  run: text,
  lines: z.coerce.number().default(20).describe('Lines'),
  tone: z.enum(['dry', 'kind']).optional().describe('Tone'),
});

interface Setup {
  handler?: (input: object, context: ToolContext) => unknown;
  config?: Partial<ToolsConfig>;
  callMs?: number;
}

/** Gets a prompt with the given handler. Returns its result, or the code and text of the error. */
async function get(name: string, given: Record<string, unknown>, setup: Setup = {}) {
  const { handler = (asked) => JSON.stringify(asked), config, callMs = 60_000 } = setup;
  const group = { name: 'prompts', title: 'Prompts' };
  const run = handler as () => PromptResult;
  const explain = definePrompt({ group, name: 'explain', description: 'D.', input, handler: run });
  const greet = definePrompt({ group, name: 'greet', description: 'D.', handler: run });
  const plugin = loadedPlugin(definePlugin({ id: 'p', prompts: [explain, greet] }));
  const registry = buildRegistry({ loaded: [plugin], quarantined: [] });
  const selection = select(registry, { enable: [], disable: [], readOnly: false, ...config });
  ended.length = 0;
  faults.length = 0;
  const services = callServices(selection, {
    callMs,
    redact: redactor(['hunter2']),
    redactResult: redactor(['hunter2hunter2']),
    ended: (which, _, error) => void ended.push(error === undefined ? `${which} ok` : `${which} failed`),
    fault: (said) => void faults.push(said),
  });
  return getPrompt(services, name, given, CONTEXT).catch((error: unknown) => {
    expect(error).toBeInstanceOf(KestraMcpError);
    return { code: (error as KestraMcpError).code, says: describeError(error) };
  });
}
const good = { namespace: 'a', run: 'b' };
const NAME = 'greet of the plugin @acme/p 1.2.3 (/p/index.js)';
const HINT = 'This is a bug in the plugin. Report it to the author of the plugin.';
const user = (said: string) => [{ role: 'user', text: said }];

describe('a prompt that is longer than an answer may be', () => {
  it('has its longest messages cut, which say so', async () => {
    const given = [...user('x'.repeat(90_000)), { role: 'assistant', text: 'yes' }];
    const messages = (await get('greet', {}, { handler: () => given })) as { role: string; text: string }[];
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(markIn(messages[0]?.text ?? '')).toMatchObject({ whole: 90_000 });
    expect(messages[1]?.text).toBe('yes');
    expect(JSON.stringify(messages).length).toBeLessThanOrEqual(40_000);
  });

  it('has fewer of them where they are too many, and the last one says so', async () => {
    const given = Array.from({ length: 5_000 }, (_, n) => ({ role: 'user', text: `message ${n}` }));
    const messages = (await get('greet', {}, { handler: () => given })) as { role: string; text: string }[];
    const kept = messages.length - 1;
    expect(messages.slice(0, -1)).toEqual(given.slice(0, kept));
    expect(messages.at(-1)?.text).toContain(`messages: only the first ${kept} of 5000 items are included.`);
    expect(JSON.stringify(messages).length).toBeLessThanOrEqual(40_000);
  });
});

describe('what a prompt says', () => {
  it.each<[string, unknown, unknown]>([
    ['a text', 'Hello.', user('Hello.')],
    [
      'a conversation',
      [
        { role: 'user', text: 'Hello.' },
        { role: 'assistant', text: 'Yes?', extra: 1 },
      ],
      [
        { role: 'user', text: 'Hello.' },
        { role: 'assistant', text: 'Yes?' },
      ],
    ],
    ['secrets, masked', 'hunter2 hunter2hunter2', user('hunter2 ***masked by kestra-mcp***')],
    [
      'a picture and a document, each in its place',
      [
        { role: 'user', content: { type: 'image', data: Buffer.from('a'), mimeType: 'image/png' } },
        { role: 'assistant', text: 'Yes?' },
        { role: 'user', content: { type: 'resource', uri: 'sla://a', content: 'hunter2hunter2' } },
      ],
      [
        { role: 'user', content: { type: 'image', data: 'YQ==', mimeType: 'image/png' } },
        { role: 'assistant', text: 'Yes?' },
        {
          role: 'user',
          content: {
            type: 'resource',
            resource: { uri: 'sla://a', mimeType: 'text/plain', text: '***masked by kestra-mcp***' },
          },
        },
      ],
    ],
  ])('is %s', async (_, said, messages) => {
    expect(await get('greet', {}, { handler: () => said })).toEqual(messages);
    expect(await get('greet', {}, { handler: async () => said })).toEqual(messages);
    expect([ended, faults]).toEqual([['greet ok'], []]);
  });
});

describe('arguments of a prompt', () => {
  it('are what its schema makes of the text that comes', async () => {
    expect(await get('explain', { ...good, lines: '5', tone: 'dry' })).toEqual(
      user('{"namespace":"a","run":"b","lines":5,"tone":"dry"}'),
    );
    expect(await get('explain', { ...good, tone: null })).toEqual(
      user('{"namespace":"a","run":"b","lines":20}'),
    );
    expect(await get('explain', { ...good, lines: '', tone: '' })).toEqual(
      user('{"namespace":"a","run":"b","lines":20}'),
    );
    expect(await get('greet', {})).toEqual(user('{}'));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['explain', { namespace: 'a' }, 'The argument "run" is missing.'],
    ['explain', { ...good, tone: 'rude' }, 'The argument "tone" cannot be "rude". Allowed: dry, kind.'],
    [
      'explain',
      { ...good, lines: 'many' },
      'The argument "lines" is not valid: must be a number. It is "many".',
    ],
    [
      'explain',
      { ...good, ton: 'dry' },
      'There is no argument "ton". Did you mean "tone" or "run"? The arguments are: namespace, run, lines, tone.',
    ],
  ])('%s with %j are refused', async (name, given, says) => {
    const ran: string[] = [];
    const handler = () => `${ran.push('ran')}`;
    expect(await get(name, given, { handler })).toEqual({ code: 'KMCP_INPUT', says });
    expect([ran, ended, faults]).toEqual([[], [`${name} failed`], []]);
  });

  it('that it does not take are refused', async () => {
    expect(await get('greet', { who: 'x' })).toMatchObject({
      ...{ code: 'KMCP_INPUT', says: expect.stringMatching(/^There is no argument "who"\./) },
    });
  });

  it('that callers cannot choose are filled in', async () => {
    const fixed = { namespace: 'company', namespaces: ['company'] };
    expect(await get('explain', { run: 'b' }, { config: { fixed } })).toEqual(
      user('{"namespace":"company","run":"b","lines":20}'),
    );
    expect(await get('explain', good, { config: { fixed } })).toEqual({
      code: 'KMCP_INPUT',
      says: 'This server works only with the namespace "company".\nNothing was done. Omit the argument "namespace" only if you mean "company". Otherwise tell the user.',
    });
    expect(await get('explain', good, { config: { fixed: { namespaces: ['b'] } } })).toMatchObject({
      code: 'KMCP_INPUT',
    });
    expect(await get('greet', {}, { config: { fixed } })).toEqual(user('{}'));
  });
});

describe('a prompt that fails', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an object', { role: 'user', text: 'Hello.' }],
    ['no message', []],
    ['a message of nobody', [{ text: 'Hello.' }]],
    ['a message of the system', [{ role: 'system', text: 'Hello.' }]],
    ['a message without text', [{ role: 'user', content: 'Hello.' }]],
    ['no message among messages', [{ role: 'user', text: 'Hello.' }, null]],
  ])('says %s', async (_, said) => {
    const says = `${NAME} returned neither a text nor a list of messages.\n${HINT}`;
    expect(await get('greet', {}, { handler: () => said })).toEqual({ code: 'KMCP_OUTPUT', says });
    expect([ended, faults]).toEqual([['greet failed'], [says]]);
  });

  it.each<[string, unknown, string, string, number]>([
    [
      'its own words',
      new InputError('No hunter2.', { hint: 'Ask.' }),
      'KMCP_INPUT',
      'No ***masked by kestra-mcp***.\nAsk.',
      0,
    ],
    [
      'an error of others',
      new Error('boom'),
      'KMCP_INTERNAL',
      `${NAME} failed unexpectedly: boom\n${HINT}`,
      1,
    ],
  ])('is told: %s', async (_, thrown, code, says, count) => {
    const handler = () => Promise.reject(thrown);
    expect(await get('greet', {}, { handler })).toEqual({ code, says });
    expect(faults).toHaveLength(count);
  });

  it('is ended by the limit', async () => {
    expect(
      await get('greet', {}, { handler: () => new Promise(() => undefined), callMs: 200 }),
    ).toMatchObject({
      code: 'KMCP_TIMED_OUT',
    });
  });

  it('is refused while it is switched off', async () => {
    expect(await get('greet', {}, { config: { disable: ['greet'] } })).toEqual({
      code: 'KMCP_DISABLED',
      says: 'The prompt "greet" is not available: disabled by tools.disable: greet.',
    });
  });

  it('is none, by a name that no prompt has', async () => {
    expect(await get('gret', {})).toEqual({
      code: 'KMCP_UNKNOWN_TOOL',
      says: 'There is no prompt "gret". Did you mean "greet"? The prompts are: explain, greet.',
    });
    expect(await get('x'.repeat(1_000), {})).toMatchObject({
      says: `There is no prompt "${'x'.repeat(100)}". The prompts are: explain, greet.`,
    });
  });

  it('is not suggested while it is switched off', async () => {
    expect(await get('gret', {}, { config: { disable: ['greet'] } })).toMatchObject({
      says: 'There is no prompt "gret". The prompts are: explain.',
    });
  });
});
