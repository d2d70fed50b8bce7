import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { CONTEXT, callServices } from '../../../../test/support/host/runtime.js';
import { registryOf } from '../../../../test/support/plugins/things.js';
import { InputError } from '../../foundation/errors.js';
import { definePlugin, defineTool } from '../../plugin/author/define.js';
import { jsonChars } from '../../response/bound/json-chars.js';
import { select } from '../../selection/selection.js';
import { callTool } from '../call.js';

interface Tool {
  output: z.ZodObject;
  handler: (input: object, context: { answerChars: number }) => unknown;
  readOn?: string;
}

/** Calls a third-party tool, and checks the result against the size limit and the listed schema. */
async function call({ output, handler, readOn }: Tool, answerChars = 40_000) {
  const tool = defineTool({
    ...{ name: 'get_thing', description: 'D.', effect: 'read', group: { name: 'things', title: 'Things' } },
    input: z.strictObject({
      page_size: z.int().optional().describe('Rows'),
      state: z.string().optional().describe('State'),
    }),
    output,
    handler: handler as () => object,
    ...(readOn && { readOn }),
  });
  const registry = await registryOf(definePlugin({ id: 'p', tools: [tool] }));
  const selection = select(registry, { enable: [], disable: [], readOnly: false });
  const services = callServices(selection, { answerChars });
  const result = await callTool(services, 'get_thing', {}, CONTEXT);
  const texts = result.content.map((part) => (part.type === 'text' ? part.text : part.type));
  const chars = result.isError ? jsonChars(texts[0]) - 2 : texts.join('').length;
  expect(chars).toBeLessThanOrEqual(result.isError ? Math.min(8_000, answerChars) : answerChars);
  if (!result.isError) {
    const schema = selection.tools.get('get_thing')?.tool.manifest.outputSchema ?? {};
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    expect(ajv.validate(schema, result.structuredContent) || ajv.errors).toBe(true);
    expect(JSON.parse(texts[0] ?? '')).toEqual(result.structuredContent);
  }
  return { ...result, texts };
}

const text = 'x'.repeat(100_000);
const REST = 'Request less at a time: call get_thing with a smaller "page_size", or filtered by "state".';
const row = { id: 'a', at: '2026-01-01T00:00:00Z', note: 'y'.repeat(300) };
const Row = z.strictObject({ id: z.string(), at: z.iso.datetime(), note: z.string() });

describe('an answer of a third party that is too long', () => {
  it.each<[string, z.ZodObject, object]>([
    ['a text', z.object({ a: z.string() }), { a: text }],
    ['a text or nothing', z.strictObject({ a: z.string().nullable() }), { a: text }],
    [
      'rows',
      z.strictObject({ rows: z.array(Row), total: z.number() }),
      { rows: Array(9_000).fill(row), total: 9_000 },
    ],
    ['at least three rows', z.strictObject({ rows: z.array(Row).min(3) }), { rows: Array(9_000).fill(row) }],
    ['a pair', z.strictObject({ pair: z.tuple([z.string(), z.string()]) }), { pair: [text, text] }],
    [
      'a record',
      z.strictObject({ map: z.record(z.string(), z.number()) }),
      { map: Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`k${n}`, n])) },
    ],
    [
      'a choice',
      z.strictObject({ one: z.union([z.number(), Row, z.array(z.number())]) }),
      { one: Array(90_000).fill(1) },
    ],
    [
      'the content of a value',
      z.strictObject({ value: z.array(z.number()) }),
      { value: Array(90_000).fill(1) },
    ],
    [
      'the content of outputs',
      z.strictObject({ outputs: z.record(z.string(), z.number()) }),
      { outputs: Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`k${n}`, n])) },
    ],
    [
      'what may be left out',
      z.strictObject({ code: z.enum(['a']), opt: z.string().regex(/^x*$/).optional() }),
      { code: 'a', opt: text },
    ],
    ['its own leftOut', z.looseObject({ leftOut: z.number(), a: z.string() }), { leftOut: 3, a: text }],
    ['its own leftOut, unnamed', z.looseObject({}), { leftOut: 3, a: text }],
    ['numbers beside it', z.object({ a: z.string() }).catchall(z.number()), { a: text, b: 1 }],
  ])('fits its listed schema, and says what is missing: %s', async (_, output, value) => {
    for (const answerChars of [4_000, 40_000]) {
      const { isError, texts } = await call({ output, handler: () => value }, answerChars);
      expect(isError).toBeUndefined();
      expect(texts).toHaveLength(2);
      expect(texts[1]).toContain(REST);
    }
  });

  it('says it within, where its schema is open, with the call that it knows itself', async () => {
    const readOn = 'Call get_thing_part for the rest.';
    const output = z.looseObject({ a: z.string() });
    const { structuredContent } = await call({ output, handler: () => ({ a: text }), readOn });
    expect(structuredContent?.leftOut).toEqual(['a: a text of 100000 characters is cut.', readOn]);
    expect(structuredContent?.a).toContain(`. ${readOn}⟧`);
  });

  it('may keep within the bound by itself', async () => {
    const output = z.looseObject({ a: z.string() });
    const handler: Tool['handler'] = (_, { answerChars }) => ({ a: 'x'.repeat(answerChars - 10) });
    expect((await call({ output, handler }, 5_000)).structuredContent).toEqual({ a: 'x'.repeat(4_990) });
  });

  it('that may lose nothing is an error that says so', async () => {
    const output = z.strictObject({ id: z.string() });
    const { isError, texts } = await call({ output, handler: () => ({ id: text }) });
    expect(isError).toBe(true);
    expect(texts[0]).toMatch(
      /^get_thing of the plugin p .* ran, but the required parts of its result are longer than the 40000/,
    );
    expect(texts[0]).toContain(REST);
  });
});

describe('an error that is too long', () => {
  const output = z.looseObject({});
  const failing = (error: Error) => call({ output, handler: () => Promise.reject(error) });

  it.each(['x', '"', '😀', '\n'])('has its beginning and its hint, of %j', async (unit) => {
    const words = unit.repeat(1_000_000);
    const details = Array.from({ length: 100 }, () => words);
    const { texts } = await failing(new InputError(`Wrong: ${words}`, { details, hint: 'Do better.' }));
    expect(texts[0]).toMatch(/^Wrong: /);
    expect(texts[0]).toMatch(/Do better\.$/);
    expect(texts[0]).toContain('⟦kestra-mcp left out');
  });

  it('may be as long as a small answer', async () => {
    const thrown = new InputError('Wrong.', { details: Array(100).fill('y'.repeat(100)) });
    const { texts } = await call({ output, handler: () => Promise.reject(thrown) }, 4_000);
    expect(texts[0]?.length).toBeGreaterThan(3_000);
  });
});
