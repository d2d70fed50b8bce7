// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import { definePlugin, defineTool } from '@kestra-mcp/core';
import * as z from 'zod';

const group = { name: 'things', title: 'Things' };
const input = z.strictObject({ id: z.string(), limit: z.int().default(10) });
const output = z.object({ total: z.number() });
const about = { group, name: 'get_thing', description: 'One thing.', effect: 'read', input, output } as const;

export const good = defineTool({ ...about, handler: ({ id, limit }) => ({ total: id.length + limit }) });

export const later = defineTool({
  ...about,
  async handler({ id }, { signal }) {
    signal.throwIfAborted();
    return { total: id.length };
  },
});

// @ts-expect-error the schema gives a text
export const wrongType = defineTool({
  ...about,
  handler: ({ id }: { id: number }) => ({ total: id }),
});

// @ts-expect-error the schema does not give `tenant`
export const asksForMore = defineTool({
  ...about,
  handler: ({ tenant }: { id: string; tenant: string }) => ({ total: tenant.length }),
});

// @ts-expect-error `total` is a number
export const wrongResult = defineTool({
  ...about,
  handler: ({ id }) => ({ total: id }),
});

export const unknownInput = defineTool({
  ...about,
  // @ts-expect-error the schema has no `name`
  handler: ({ name }) => ({ total: name }),
});

// @ts-expect-error the group is missing
export const withoutGroup = defineTool({ ...about, group: undefined, handler: () => ({ total: 1 }) });

const manage = z.strictObject({ action: z.enum(['get', 'set']), key: z.string().optional() });
const aboutMany = { group, name: 'manage_thing', description: 'Things.', input: manage, output };

export const narrowed = defineTool({
  ...aboutMany,
  actions: { get: { effect: 'read' }, set: { effect: 'write', requires: ['key'] } },
  handler: (asked) => ({ total: asked.action === 'set' ? asked.key.length : 0 }),
});

export const trusting = defineTool({
  ...aboutMany,
  actions: { get: { effect: 'read' }, set: { effect: 'write', requires: ['key'] } },
  // @ts-expect-error `get` does not require `key`
  handler: ({ key }) => ({ total: key.length }),
});

export const incomplete = defineTool({
  ...aboutMany,
  // @ts-expect-error the action `set` is missing
  actions: { get: { effect: 'read' } },
  handler: () => ({ total: 0 }),
});

export default definePlugin({ id: 'things', tools: [good, later, narrowed] });

// @ts-expect-error a plugin needs an id
definePlugin({ tools: [good] });

// @ts-expect-error tools are made with defineTool
definePlugin({ id: 'things', tools: [{ name: 'get_thing' }] });

// @ts-expect-error groups are classes
definePlugin({ id: 'things', groups: ['flow'] });

// @ts-expect-error there is no such option
definePlugin({ id: 'things', tool: [good] });

// @ts-expect-error providers are classes
definePlugin({ id: 'things', providers: [{ clock: 1 }] });
