// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import type { ToolContext, Wanted } from '@kestra-mcp/core';

const form = {
  method: 'elicitation/create',
  params: { message: 'Sure?', requestedSchema: { type: 'object', properties: { yes: { type: 'boolean' } } } },
} as const satisfies Wanted;

export async function answers({ client }: ToolContext): Promise<(string | undefined)[]> {
  const got = await client?.get({ form, folders: { method: 'roots/list' } });
  return [got?.form.action, got?.folders.roots[0]?.uri];
}

export async function mistakes({ client }: ToolContext): Promise<void> {
  // @ts-expect-error the model needs to know how long its answer may be
  await client?.get({ model: { method: 'sampling/createMessage', params: { messages: [] } } });
  // @ts-expect-error servers ask for nothing else
  await client?.get({ ping: { method: 'ping' } });
  const got = await client?.get({ form });
  // @ts-expect-error a form has no folders
  got?.form.roots;
  // @ts-expect-error nothing of that name was wanted
  got?.folders;
}
