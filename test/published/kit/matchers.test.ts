import { describe, expect, it } from '@jest/globals';
import '@kestra-mcp/testing/jest';

const good = { content: [{ type: 'text', text: '{"a":1,"b":[2]}' }], structuredContent: { a: 1, b: [2] } };
const bad = { content: [{ type: 'text', text: 'The flow does not exist.' }], isError: true };

describe('toSucceedWith', () => {
  it('compares only the given members', () => {
    expect(good).toSucceedWith({ a: 1 });
    expect(good).toSucceedWith({ b: [expect.any(Number)] });
    expect(good).not.toSucceedWith({ a: 2 });
    expect(bad).not.toSucceedWith({});
  });

  it('shows the actual result', () => {
    expect(said(() => expect(good).toSucceedWith({ a: 2 }))).toContain('-   "a": 2,\n+   "a": 1,');
    expect(said(() => expect(bad).toSucceedWith({ a: 2 }))).toContain(
      'Expected: {"a": 2}\nThe tool failed with: The flow does not exist.',
    );
    expect(said(() => expect(good).not.toSucceedWith({ a: 1 }))).toContain(
      'The tool succeeded with: {"a": 1, "b": [2]}',
    );
  });
});

describe('toFailWith', () => {
  it('looks for a text, or for a pattern', () => {
    expect(bad).toFailWith('not exist');
    expect(bad).toFailWith(/^The flow/);
    expect(bad).not.toFailWith('gone');
    expect(good).not.toFailWith(/./);
  });

  it('shows the actual result', () => {
    expect(said(() => expect(bad).toFailWith('gone'))).toContain(
      'Expected: "gone"\nThe tool failed with: The flow does not exist.',
    );
    expect(said(() => expect(good).toFailWith(/gone/))).toContain(
      'Expected: /gone/\nThe tool succeeded with: {"a":1,"b":[2]}',
    );
    expect(said(() => expect(bad).not.toFailWith('not'))).toContain('Expected not: "not"');
  });
});

it('names a forgotten await', () => {
  expect(said(() => expect(Promise.resolve(good)).not.toFailWith('x'))).toContain('await host.call(');
});

/** What a matcher throws, without colors. */
function said(check: () => void): string {
  try {
    check();
  } catch (error) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes of the terminal begin with one
    return (error as Error).message.replace(/\u001b\[\d+m/g, '');
  }
  throw new Error('It passed.');
}
