// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import { type ActionInput, type Actions, defineTask, Tool, type ToolContext } from '@kestra-mcp/core';
import * as z from 'zod';

const input = z.strictObject({
  action: z.enum(['get', 'set']),
  key: z.string().optional(),
  value: z.number().optional(),
});
const output = z.looseObject({});
const about = { name: 'manage_thing', description: 'Things.', input, output };

export const whole = {
  get: { effect: 'read' },
  set: { effect: 'write', requires: ['key'], accepts: ['value'] },
} as const satisfies Actions<typeof input>;

export const missing = {
  get: { effect: 'read' },
  // @ts-expect-error the action `set` is missing
} as const satisfies Actions<typeof input>;

export const tooMany = {
  get: { effect: 'read' },
  set: { effect: 'write' },
  // @ts-expect-error the schema has no action `drop`
  drop: { effect: 'destructive' },
} as const satisfies Actions<typeof input>;

export const unknownParameter = {
  get: { effect: 'read' },
  // @ts-expect-error the schema has no parameter `name`
  set: { effect: 'write', requires: ['name'] },
} as const satisfies Actions<typeof input>;

export const unknownEffect = {
  // @ts-expect-error there is no such effect
  get: { effect: 'harmless' },
  set: { effect: 'write' },
} as const satisfies Actions<typeof input>;

// @ts-expect-error an action is missing, also where `actions` stands in the declaration
Tool({ ...about, actions: { get: { effect: 'read' } } });

Tool({
  ...about,
  actions: {
    get: { effect: 'read' },
    // @ts-expect-error the schema has no parameter `name`, also where `actions` stands in the declaration
    set: { effect: 'write', requires: ['name'] },
  },
});

// @ts-expect-error neither effect nor actions
Tool(about);

// @ts-expect-error both effect and actions
Tool({ ...about, effect: 'read', actions: whole });

// @ts-expect-error a description is needed
Tool({ name: 'a_b', effect: 'read', input, output });

// @ts-expect-error the input is a schema
Tool({ ...about, effect: 'read', input: { key: 'text' } });

// @ts-expect-error a switch is a parameter
Tool({ ...about, effect: 'read', switches: { publish: { effect: 'write' } } });

type Asked = ActionInput<typeof input, typeof whole>;

export const get: Asked = { action: 'get' };
export const set: Asked = { action: 'set', key: 'a' };

// @ts-expect-error `set` requires `key`
export const setWithoutKey: Asked = { action: 'set' };

// @ts-expect-error there is no action `drop`
export const drop: Asked = { action: 'drop' };

export function narrows(asked: Asked): string {
  if (asked.action === 'set') return asked.key;
  // @ts-expect-error `get` does not require `key`
  return asked.key;
}

const Made = z.strictObject({ report: z.string() });
const made = {
  name: 'make_report',
  description: 'D.',
  effect: 'read',
  input: z.strictObject({}),
  output: Made,
} as const;
const task = defineTask({
  state: z.strictObject({ id: z.string() }),
  look: async ({ id }) => ({ status: 'completed', result: { report: id } }),
});

export class Reports {
  @Tool({ ...made, task })
  make(_: object, context: ToolContext) {
    return context.task?.({ id: 'a' }) ?? { report: 'now' };
  }
}

Tool({
  ...made,
  // @ts-expect-error what a look gives must fit the output
  task: defineTask({ state: Made, look: async () => ({ status: 'completed', result: { report: 7 } }) }),
});

defineTask({
  state: Made,
  // @ts-expect-error the state has no such member
  look: async ({ id }) => ({ status: 'working', message: id }),
});
