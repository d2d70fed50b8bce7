import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { ended, failure, faults, good, PLUGIN } from '../../../test/support/host/call-thing.js';
import { InputError, KestraMcpError } from '../foundation/errors.js';
import { currentSignal } from '../kestra/wire/scope.js';
import type { ToolHandler } from '../plugin/author/declaration.js';
import { currentPlugin, nameOf } from '../plugin/load/identity.js';

const TOLD = `get_thing of ${PLUGIN}`;
const HINT = 'This is a bug in the plugin. Report it to the author of the plugin.';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

describe('a handler that fails', () => {
  it.each<[string, unknown, string]>([
    [
      'its own words',
      new InputError('Wrong.', { details: ['a'], hint: 'Do better.' }),
      'Wrong.\n- a\nDo better.',
    ],
    ['an error of others', new Error('boom'), `${TOLD} failed unexpectedly: boom\n${HINT}`],
    ['text', 'boom', `${TOLD} failed unexpectedly: boom\n${HINT}`],
    ['nothing', undefined, `${TOLD} failed unexpectedly: no reason was given\n${HINT}`],
    [
      'a secret',
      new Error('Basic aHVudGVyMg== for hunter2'),
      `${TOLD} failed unexpectedly: Basic ***masked by kestra-mcp*** for ***masked by kestra-mcp***\n${HINT}`,
    ],
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
      `${TOLD} ran, but its result does not match its output schema: flow_id: ` +
        'Invalid input: expected string, received number.\nThe result was: {"flow_id":7}',
    );
    const nothing = (() => undefined) as unknown as () => object;
    expect(await failure('get_thing', good, { handler: nothing })).toMatch(
      /output schema: the result: .*\nThe result was: undefined$/,
    );
  });

  it.each<[string, () => object, number]>([
    ['its own words', () => Promise.reject(new InputError('Wrong.')), 0],
    ['what Kestra says', () => Promise.reject(new KestraMcpError('KMCP_CONFLICT', 'Locked.')), 0],
    ['an error of others', () => Promise.reject(new Error('boom')), 1],
    ['a result that does not fit', () => ({ flow_id: 7 }), 1],
  ])("is the plugin's mistake, or is not: %s", async (_, handler, count) => {
    const text = await failure('get_thing', good, { handler });
    expect(faults).toEqual(Array(count).fill(text));
  });

  it('runs as code of its plugin', async () => {
    const seen: string[] = [];
    const handler = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const plugin = currentPlugin();
      seen.push(plugin === undefined ? 'nobody' : nameOf(plugin));
      throw new InputError('Seen.');
    };
    await failure('get_thing', good, { handler });
    expect(seen).toEqual(['p inline (/config.ts)']);
    expect(currentPlugin()).toBeUndefined();
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

describe('the limit of a call', () => {
  it('ends one that goes on without end, and tells whose it is', async () => {
    const seen: string[] = [];
    const handler: ToolHandler<object, object> = (_, { signal }) => {
      signal.addEventListener('abort', () => seen.push('aborted'));
      return new Promise(() => undefined);
    };
    const text = await failure('get_thing', good, { handler, callMs: 200 });
    expect(text).toBe(
      `${TOLD} did not finish within 0.2 s.\n` +
        'It may still have done its work. Check before you repeat it. The limit is `limits.callMs`.',
    );
    expect([seen, faults, ended]).toEqual([['aborted'], [text], ['get_thing failed']]);
  });

  it('holds whatever was collected as garbage meanwhile', async () => {
    const controller = new AbortController();
    const patience = setTimeout(() => controller.abort(), 30_000);
    const handler: ToolHandler<object, object> = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      collectGarbage();
      return new Promise(() => undefined);
    };
    const text = await failure('get_thing', good, { handler, callMs: 200, signal: controller.signal });
    clearTimeout(patience);
    expect(text).toMatch(/^get_thing of .* did not finish within 0.2 s\.\n/);
  });
});
