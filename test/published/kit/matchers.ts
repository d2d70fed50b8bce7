import type { CallToolResult } from '@modelcontextprotocol/client';
import type { MatcherContext } from 'expect';
import { isResult, textOf } from './results.js';

/** Matchers for the result of a tool call. */
export interface ToolMatchers<R> {
  /** Passes if the tool succeeded and its structured content has these members. Compares like `toMatchObject`. */
  toSucceedWith(expected: Readonly<Record<string, unknown>>): R;
  /** Passes if the tool failed and its error text contains this string or matches this pattern. */
  toFailWith(expected: string | RegExp): R;
}

export function toSucceedWith(this: MatcherContext, received: unknown, expected: object) {
  const result = checked(received);
  const { customTesters, equals, utils } = this;
  const { structuredContent } = result;
  const testers = [...customTesters, utils.iterableEquality, utils.subsetEquality];
  const pass = !result.isError && equals(structuredContent, expected, testers);
  return {
    pass,
    message: () => {
      const hint = `${hintOf(this, 'toSucceedWith')}\n\n`;
      if (pass) return `${hint}The tool succeeded with: ${utils.printReceived(structuredContent)}`;
      if (result.isError)
        return `${hint}Expected: ${utils.printExpected(expected)}\nThe tool failed with: ${utils.RECEIVED_COLOR(textOf(result))}`;
      return hint + utils.printDiffOrStringify(expected, structuredContent, 'Expected', 'Received', false);
    },
  };
}

export function toFailWith(this: MatcherContext, received: unknown, expected: string | RegExp) {
  const result = checked(received);
  const text = textOf(result);
  const isTold = typeof expected === 'string' ? text.includes(expected) : expected.test(text);
  return {
    pass: result.isError === true && isTold,
    message: () => {
      const { utils } = this;
      const what = result.isError ? 'The tool failed with' : 'The tool succeeded with';
      return [
        hintOf(this, 'toFailWith'),
        '',
        `Expected${this.isNot ? ' not' : ''}: ${utils.printExpected(expected)}`,
        `${what}: ${utils.RECEIVED_COLOR(text)}`,
      ].join('\n');
    },
  };
}

function checked(received: unknown): CallToolResult {
  if (isResult(received)) return received;
  throw new TypeError('This is not the result of a tool call. Pass the value of `await host.call(…)`.');
}

function hintOf({ utils, isNot = false, promise = '' }: MatcherContext, name: string): string {
  return utils.matcherHint(name, 'result', 'expected', { isNot, promise });
}
