import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { registryOf, thingsPlugin } from '../../../test/support/plugins/things.js';
import { parseConfirm } from '../config/layers/confirm-rules.js';
import { definePlugin, defineTool } from '../plugin/author/define.js';
import { withEchoAnswer } from './echo.js';
import { narrowedTool } from './schema.js';
import { select } from './selection.js';

const bulk = defineTool({
  ...{ group: { name: 'b', title: 'B' }, name: 'start_many', description: 'D.', effect: 'write' },
  input: z.strictObject({ ids: z.array(z.string()).describe('Ids') }),
  output: z.strictObject({ count: z.number(), status: z.enum(['ok']), confirm: z.string() }),
  confirm: { bulk: ({ ids }) => ids.length > 20, loses: () => undefined },
  handler: () => ({ count: 1, status: 'ok' as const, confirm: '' }),
});

async function listing(confirm: string, canAsk: boolean, more: object = {}) {
  const registry = await registryOf(thingsPlugin, definePlugin({ id: 'b', tools: [bulk] }));
  const config = { enable: [], disable: [], readOnly: false, ...more };
  const rules = [{ rules: parseConfirm(confirm), origin: 'o', trusted: true }];
  const selection = select(registry, { ...config, confirm: rules });
  return [...selection.tools.values()].flatMap((selected) => {
    const { inputSchema } = narrowedTool(selected, {}, { confirm: selection.confirm, canAsk });
    const { properties } = inputSchema as { properties: object };
    return selected.enabled && 'confirm' in properties ? [selected.tool.manifest.name] : [];
  });
}

describe('the text to repeat is listed', () => {
  it.each<[string, boolean, string[]]>([
    ['auto', true, []],
    ['auto', false, ['start_many']],
    ['echo', true, ['manage_thing', 'delete_thing_logs', 'start_many']],
    ['echo', false, ['manage_thing', 'delete_thing_logs', 'start_many']],
    ['always', false, []],
    ['never', false, []],
    ['never,manage_thing:delete=echo', false, ['manage_thing']],
    ['never,manage_thing:set=echo', false, []],
  ])('under %s, to a client that can be asked: %s, for %j', async (confirm, canAsk, names) => {
    expect(await listing(confirm, canAsk)).toEqual(names);
  });

  it('for nothing that is off', async () => {
    expect(await listing('echo', false, { readOnly: true })).toEqual([]);
    expect(await listing('echo', false, { disable: ['manage_thing:delete', 'b'] })).toEqual([
      'delete_thing_logs',
    ]);
  });
});

it('the answer that asks for it fits the schema that is listed', () => {
  const schema = z.toJSONSchema(bulk.declaration.output as z.ZodObject) as Record<string, unknown>;
  const listed = withEchoAnswer(schema) as { properties: object };
  expect(listed).not.toHaveProperty('required');
  expect(listed).toMatchObject({ type: 'object', additionalProperties: {} });
  // A status that is one of a list would refuse ours.
  expect(Object.keys(listed.properties)).toEqual(['count', 'confirm']);
});
