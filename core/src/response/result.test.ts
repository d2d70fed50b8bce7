import { describe, expect, it } from '@jest/globals';
import { type Bound, bounded } from './bound/bound.js';
import { failureResult, success } from './result.js';

const open: Bound = { max: 4_000, schema: {}, redact: (text) => text, narrower: 'Ask for less.' };
const resultOf = (value: Record<string, unknown>, bound: Partial<Bound> = {}) => {
  const fitted = bounded(value, { ...open, ...bound });
  return fitted && success(fitted);
};

describe('a result', () => {
  it('is the object and the same as text', () => {
    expect(resultOf({ id: 'x', n: [1] })).toEqual({
      content: [{ type: 'text', text: '{"id":"x","n":[1]}' }],
      structuredContent: { id: 'x', n: [1] },
    });
  });

  it('has its secrets masked in both forms', () => {
    expect(
      resultOf({ id: 'x', t0ken: ['t0ken'] }, { redact: (text) => text.replaceAll('t0ken', '***') }),
    ).toEqual({
      content: [{ type: 'text', text: '{"id":"x","***":["***"]}' }],
      structuredContent: { id: 'x', '***': ['***'] },
    });
  });

  it('says beside it what is missing, where its schema has no place for that', () => {
    const schema = { additionalProperties: false, properties: { a: { type: 'string' } } };
    const { content, structuredContent } = resultOf({ a: 'x'.repeat(5_000) }, { schema }) ?? { content: [] };
    expect(Object.keys(structuredContent ?? {})).toEqual(['a']);
    expect(content.map((part) => (part.type === 'text' ? part.text : part.type))).toEqual([
      JSON.stringify(structuredContent),
      'a: a text of 5000 characters is cut.\nAsk for less.',
    ]);
  });

  it('of a failure is its text', () => {
    expect(failureResult('why')).toEqual({ content: [{ type: 'text', text: 'why' }], isError: true });
  });
});
