import { describe, expect, it } from '@jest/globals';
import { CONTEXT, callServices, loadedPlugin } from '../../../test/support/host/runtime.js';
import type { ToolsConfig } from '../config/config.js';
import { describeError, InputError, KestraMcpError } from '../foundation/errors.js';
import { currentSignal } from '../kestra/wire/scope.js';
import type { ToolContext } from '../plugin/author/context.js';
import { definePlugin, defineResource } from '../plugin/author/define.js';
import { ofType, type ResourceContent } from '../plugin/author/resource.js';
import { buildRegistry } from '../registry/registry.js';
import { markIn } from '../response/bound/cut-mark.js';
import { jsonChars } from '../response/bound/json-chars.js';
import { redactor } from '../response/redact.js';
import { select } from '../selection/selection.js';
import { readResource } from './read.js';

const ended: string[] = [];
const faults: string[] = [];
interface Setup {
  mimeType?: string;
  config?: Partial<ToolsConfig>;
  context?: Partial<ToolContext>;
  callMs?: number;
  name?: string;
}

/** Reads a resource with the given handler. Returns its result, or the code and text of the error. */
async function read(handler: (input: object, context: ToolContext) => unknown, setup: Setup = {}) {
  const { mimeType, config, context, callMs = 60_000, name = 'report' } = setup;
  const resource = defineResource({
    ...{ group: { name: 'reports', title: 'Reports' }, name: 'report', uri: 'sla://{id}', description: 'D.' },
    ...(mimeType && { mimeType }),
    handler: handler as () => ResourceContent,
  });
  const plugin = loadedPlugin(definePlugin({ id: 'p', resources: [resource] }));
  const registry = buildRegistry({ loaded: [plugin], quarantined: [] });
  const selection = select(registry, { enable: [], disable: [], readOnly: false, ...config });
  ended.length = 0;
  faults.length = 0;
  const services = callServices(selection, {
    callMs,
    redact: redactor(['hunter2']),
    redactResult: redactor(['hunter2hunter2']),
    ended: (which, _, error) => void ended.push(error === undefined ? `${which} ok` : `${which} failed`),
    fault: (text) => void faults.push(text),
  });
  return readResource(services, name, { id: 'x' }, { ...CONTEXT, ...context }).catch((error: unknown) => {
    expect(error).toBeInstanceOf(KestraMcpError);
    return { code: (error as KestraMcpError).code, says: describeError(error) };
  });
}
const NAME = 'report of the plugin @acme/p 1.2.3 (/p/index.js)';
const HINT = 'This is a bug in the plugin. Report it to the author of the plugin.';

describe('what a resource holds', () => {
  it('must be something that JSON has a word for', async () => {
    expect(await read(() => ({ a: { b: 1n } }))).toEqual({
      code: 'KMCP_OUTPUT',
      says: `${NAME} was read, but its content has at "a.b" a BigInt.\n${HINT}`,
    });
  });

  it.each<[string, unknown, string | undefined, object]>([
    ['text', 'all', undefined, { mimeType: 'text/plain', text: 'all' }],
    ['text of a kind', '<a/>', 'text/html', { mimeType: 'text/html', text: '<a/>' }],
    ['not a string', '', undefined, { mimeType: 'text/plain', text: '' }],
    ['an object', { a: [1, null] }, undefined, { mimeType: 'application/json', text: '{"a":[1,null]}' }],
    [
      'a date in it',
      { at: new Date(0) },
      undefined,
      { mimeType: 'application/json', text: '{"at":"1970-01-01T00:00:00.000Z"}' },
    ],
    ['a list', [1], 'application/x-list', { mimeType: 'application/x-list', text: '[1]' }],
    ['bytes', new Uint8Array([0, 1, 2]), undefined, { mimeType: 'application/octet-stream', blob: 'AAEC' }],
    ['bytes of a kind', Buffer.from('hi'), 'image/png', { mimeType: 'image/png', blob: 'aGk=' }],
  ])('is %s', async (_, content, mimeType, expected) => {
    const setup = mimeType === undefined ? {} : { mimeType };
    expect(await read(() => content, setup)).toEqual(expected);
    expect(await read(async () => content, setup)).toEqual(expected);
    expect([ended, faults]).toEqual([['report ok'], []]);
  });

  it('is of the media type that is said with it', async () => {
    expect(await read(() => ofType('text/csv', 'a,b'))).toEqual({ mimeType: 'text/csv', text: 'a,b' });
    const bytes = ofType('image/png', Buffer.from('hi'));
    expect(await read(() => bytes, { mimeType: 'x/y' })).toEqual({ mimeType: 'image/png', blob: 'aGk=' });
  });

  it("is made of the template's values, in the scope of the call", async () => {
    const seen: unknown[] = [];
    const handler = (input: object, { signal }: ToolContext) => {
      seen.push(input, currentSignal() === signal);
      return 'all';
    };
    await read(handler);
    expect(seen).toEqual([{ id: 'x' }, true]);
  });

  it('has credentials masked, but no word that happens to be the password', async () => {
    expect(await read(() => 'hunter2 hunter2hunter2')).toMatchObject({
      text: 'hunter2 ***masked by kestra-mcp***',
    });
    expect(await read(() => ({ a: 'hunter2hunter2' }))).toMatchObject({
      text: '{"a":"***masked by kestra-mcp***"}',
    });
  });
});

describe('a resource that is longer than an answer may be', () => {
  const sizeOf = (result: object) => ('text' in result ? jsonChars(result.text) - 2 : 0);

  it.each(['x', '"', '😀', '\0'])('is a text that says so, of %j', async (unit) => {
    const result = (await read(() => unit.repeat(50_000))) as { text: string };
    expect(markIn(result.text)).toMatchObject({ whole: 50_000 * unit.length });
    expect(sizeOf(result)).toBeLessThanOrEqual(40_000);
    expect(sizeOf(result)).toBeGreaterThan(38_000);
    expect(await read(() => 'x'.repeat(40_000))).toMatchObject({ text: 'x'.repeat(40_000) });
  });

  it.each([
    ['an object', { list: Array(50_000).fill(7) }, undefined],
    ['JSON', JSON.stringify({ list: Array(50_000).fill(7) }), 'application/vnd.x+json'],
  ])('is still JSON: %s', async (_, content, mimeType) => {
    const result = (await read(() => content, mimeType ? { mimeType } : {})) as { text: string };
    const { list, leftOut } = JSON.parse(result.text) as { list: number[]; leftOut: string[] };
    expect(leftOut[0]).toBe(`list: only the first ${list.length} of 50000 items are included.`);
    expect(result.text.length).toBeLessThanOrEqual(40_000);
  });

  it('says so as a list, too', async () => {
    const { text } = (await read(() => Array(50_000).fill(7))) as { text: string };
    const list = JSON.parse(text) as unknown[];
    expect(markIn(String(list.at(-1)))).toMatchObject({ whole: 50_000, left: 50_001 - list.length });
  });

  it('is refused as bytes, part of which would be nothing', async () => {
    const says =
      `${NAME} has 30003 bytes, which are 40004 characters as base64. A result can have at most 40000.\n` +
      'The limit is `limits.answerChars` (KESTRA_MCP_ANSWER_CHARS).';
    expect(await read(() => new Uint8Array(30_003))).toEqual({ code: 'KMCP_TOO_LARGE', says });
    expect(await read(() => new Uint8Array(30_000))).toMatchObject({ blob: expect.any(String) });
  });
});

describe('a resource that fails', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, `${NAME} returned something that is not text, bytes or an object.\n${HINT}`],
    ['null', null, `${NAME} returned something that is not text, bytes or an object.\n${HINT}`],
    ['a number', 7, `${NAME} returned something that is not text, bytes or an object.\n${HINT}`],
  ])('holds %s', async (_, content, says) => {
    expect(await read(() => content)).toEqual({ code: 'KMCP_OUTPUT', says });
    expect([ended, faults]).toEqual([['report failed'], [says]]);
  });

  it.each<[string, unknown, string, string, number]>([
    [
      'its own words',
      new InputError('Wrong hunter2.', { details: ['a'], hint: 'Do better.' }),
      'KMCP_INPUT',
      'Wrong ***masked by kestra-mcp***.\n- a\nDo better.',
      0,
    ],
    ['what Kestra says', new KestraMcpError('KMCP_NOT_FOUND', 'Gone.'), 'KMCP_NOT_FOUND', 'Gone.', 0],
    [
      'an error of others',
      new Error('boom hunter2'),
      'KMCP_INTERNAL',
      `${NAME} failed unexpectedly: boom ***masked by kestra-mcp***\n${HINT}`,
      1,
    ],
    ['nothing', undefined, 'KMCP_INTERNAL', `${NAME} failed unexpectedly: no reason was given\n${HINT}`, 1],
  ])('is told: %s', async (_, thrown, code, says, count) => {
    const handler = () => {
      throw thrown;
    };
    expect(await read(handler)).toEqual({ code, says });
    expect([ended, faults.length]).toEqual([['report failed'], count]);
  });

  it('is told when it holds no JSON', async () => {
    expect(await read(() => ({ big: 1n }))).toMatchObject({ says: expect.stringMatching(/BigInt/) });
  });

  it('is ended by the client, and by the limit', async () => {
    const never = () => new Promise(() => undefined);
    expect(await read(never, { context: { signal: AbortSignal.timeout(5) } })).toEqual({
      ...{ code: 'KMCP_CANCELLED', says: 'The call was cancelled.' },
    });
    expect(await read(never, { callMs: 200 })).toEqual({
      code: 'KMCP_TIMED_OUT',
      says:
        `${NAME} did not finish within 0.2 s.\n` +
        'It may still have done its work. Check before you repeat it. The limit is `limits.callMs`.',
    });
  });

  it('is refused while it is switched off, and does not run', async () => {
    const ran: string[] = [];
    const handler = () => `${ran.push('ran')}`;
    expect(await read(handler, { config: { disable: ['reports'] } })).toEqual({
      code: 'KMCP_DISABLED',
      says: 'The resource "report" is not available: disabled by tools.disable: reports.',
    });
    expect([ran, ended, faults]).toEqual([[], ['report failed'], []]);
  });

  it('is none, by a name that no resource has', async () => {
    expect(await read(() => '', { name: 'other' })).toEqual({
      code: 'KMCP_UNKNOWN_TOOL',
      says: 'There is no resource "other".',
    });
  });
});
