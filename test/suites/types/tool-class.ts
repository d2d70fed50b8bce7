// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import {
  type ActionInput,
  type Actions,
  KestraClient,
  Tool,
  type ToolContext,
  ToolGroup,
  withContent,
} from '@kestra-mcp/core';
import * as z from 'zod';

const input = z.strictObject({ namespace: z.string(), limit: z.int().default(10), q: z.string().optional() });
type Input = z.output<typeof input>;
const output = z.looseObject({ id: z.string(), total: z.number().optional() });
const about = { name: 'get_thing', description: 'One thing.', effect: 'read', input, output } as const;

const manage = z.strictObject({
  action: z.enum(['get', 'set', 'drop']),
  key: z.string().optional(),
  value: z.unknown().optional(),
});
const actions = {
  get: { effect: 'read', requires: ['key'] },
  set: { effect: 'write', requires: ['key', 'value'] },
  drop: { effect: 'destructive' },
} as const satisfies Actions<typeof manage>;
const aboutMany = { name: 'manage_thing', description: 'Things.', input: manage, output, actions } as const;

@ToolGroup({ name: 'good', title: 'Good' })
export class Good {
  constructor(protected readonly kestra: KestraClient) {}

  @Tool(about)
  async whole({ namespace, limit, q }: Input, context: ToolContext) {
    await context.progress(q ?? namespace, limit);
    return { id: namespace, total: limit };
  }

  @Tool(about)
  withoutContext({ namespace }: Input) {
    return { id: namespace };
  }

  @Tool(about)
  asksForLess({ namespace }: { namespace: string }) {
    return { id: namespace, more: 'is welcome in an open object' };
  }

  @Tool(about)
  withoutArgument() {
    return { id: 'a' };
  }

  @Tool(about)
  async withPicture({ namespace }: Input) {
    const data = new Uint8Array();
    return withContent({ id: namespace }, { type: 'image', data, mimeType: 'image/png' });
  }

  @Tool(aboutMany)
  many(asked: ActionInput<typeof manage, typeof actions>) {
    switch (asked.action) {
      case 'get':
        return { id: asked.key.toUpperCase() };
      case 'set':
        return { id: asked.key, value: asked.value };
      case 'drop':
        return { id: asked.key ?? 'all' };
    }
  }
}

export class Bad {
  // @ts-expect-error the schema gives a text, not a number
  @Tool(about)
  wrongType({ namespace }: { namespace: number }) {
    return { id: String(namespace) };
  }

  // @ts-expect-error the schema does not give `tenant`
  @Tool(about)
  asksForMore({ namespace, tenant }: Input & { tenant: string }) {
    return { id: namespace + tenant };
  }

  // @ts-expect-error `q` may be left out
  @Tool(about)
  trustsAnOptional({ q }: { namespace: string; limit: number; q: string }) {
    return { id: q };
  }

  // @ts-expect-error the result lacks `id`
  @Tool(about)
  resultLacks({ namespace }: Input) {
    return { name: namespace };
  }

  // @ts-expect-error `total` is a number
  @Tool(about)
  async resultOfWrongType({ namespace }: Input) {
    return { id: namespace, total: 'many' };
  }

  // @ts-expect-error the result beside the document lacks `id`
  @Tool(about)
  withDocumentAlone({ namespace }: Input) {
    return withContent({ name: namespace }, { type: 'resource', uri: 'a:b', content: 'text' });
  }

  // @ts-expect-error nothing is returned
  @Tool(about)
  returnsNothing(_: Input) {}

  // @ts-expect-error the second parameter is the context
  @Tool(about)
  wantsAnotherContext({ namespace }: Input, logger: { log(text: string): void }) {
    logger.log(namespace);
    return { id: namespace };
  }

  // @ts-expect-error `key` is not required by `drop`
  @Tool(aboutMany)
  trustsEveryAction({ key }: { action: 'get' | 'set' | 'drop'; key: string }) {
    return { id: key };
  }

  // @ts-expect-error an action is not handled
  @Tool(aboutMany)
  forgetsAnAction(asked: { action: 'get'; key: string } | { action: 'set'; key: string; value: unknown }) {
    return { id: asked.key };
  }
}
