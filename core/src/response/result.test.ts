import { describe, expect, it } from '@jest/globals';
import { failureResult, LARGEST_RESULT, success as successOf } from './result.js';

const open = (text: string) => text;
const success = (value: { [member: string]: unknown }, redact: (text: string) => string) =>
  successOf(value, redact, 'get_thing of the plugin p');

describe('a result', () => {
  it('is the object and the same as text', () => {
    expect(success({ id: 'x', n: [1] }, open)).toEqual({
      content: [{ type: 'text', text: '{"id":"x","n":[1]}' }],
      structuredContent: { id: 'x', n: [1] },
    });
  });

  it('has its secrets masked in both forms', () => {
    expect(success({ id: 'x', token: 't0ken' }, (text) => text.replaceAll('t0ken', '***'))).toEqual({
      content: [{ type: 'text', text: '{"id":"x","token":"***"}' }],
      structuredContent: { id: 'x', token: '***' },
    });
  });

  it('is refused past the limit, with what to do', () => {
    const room = LARGEST_RESULT - '{"a":""}'.length;
    expect(success({ a: 'x'.repeat(room) }, open).isError).toBeUndefined();
    expect(() => success({ a: 'x'.repeat(room + 1) }, open)).toThrow(
      expect.objectContaining({
        code: 'KMCP_TOO_LARGE',
        message:
          'The result of get_thing of the plugin p has 10000001 characters; at most 10000000 are sent.',
        hint: 'Ask for less: a smaller page, a narrower filter.',
      }),
    );
  });

  it('of a failure is its text', () => {
    expect(failureResult('why')).toEqual({ content: [{ type: 'text', text: 'why' }], isError: true });
  });
});
