import { describe, expect, it } from '@jest/globals';
import { ended, failure, good } from '../../../test/support/call-thing.js';
import { InputError } from '../errors.js';
import { currentSignal } from '../kestra/scope.js';
import type { ToolHandler } from '../plugin/declaration.js';

describe('a handler that fails', () => {
  it.each<[string, unknown, string]>([
    [
      'its own words',
      new InputError('Wrong.', { details: ['a'], hint: 'Do better.' }),
      'Wrong.\n- a\nDo better.',
    ],
    ['an error of others', new Error('boom'), 'get_thing failed in a way it should not: boom'],
    ['text', 'boom', 'get_thing failed in a way it should not: boom'],
    ['nothing', undefined, 'get_thing failed in a way it should not: no reason was given'],
    [
      'a secret',
      new Error('Basic aHVudGVyMg== for hunter2'),
      'get_thing failed in a way it should not: Basic *** for ***',
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
