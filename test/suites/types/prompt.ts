// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import { definePrompt, Prompt, type PromptMessage, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import * as z from 'zod';

const input = z.strictObject({
  run: z.string(),
  lines: z.coerce.number().default(20),
  tone: z.enum(['dry', 'kind']).optional(),
});
const about = { name: 'explain', description: 'Explains a run.', input } as const;
const plain = { name: 'greet', description: 'Greets.' } as const;

@ToolGroup({ name: 'good', title: 'Good' })
export class Good {
  @Prompt(about)
  whole({ run, lines, tone }: z.output<typeof input>) {
    return `Why did ${run} fail? ${lines.toFixed()} ${tone?.length}`;
  }

  @Prompt(about)
  async messages({ run }: { run: string }, { log }: ToolContext): Promise<PromptMessage[]> {
    await log('info', run);
    return [
      { role: 'user', text: run },
      { role: 'assistant', text: 'Let me see.' },
    ];
  }

  @Prompt(plain)
  withPicture(): PromptMessage[] {
    const content = { type: 'image', data: new Uint8Array(), mimeType: 'image/png' } as const;
    return [
      { role: 'user', content },
      { role: 'user', text: 'What is this?' },
    ];
  }

  @Prompt(plain)
  withoutArgument() {
    return 'Hello.';
  }
}

export class Bad {
  // @ts-expect-error the schema gives a number
  @Prompt(about)
  wrongType({ lines }: { lines: string }) {
    return lines;
  }

  // @ts-expect-error the schema does not give `namespace`
  @Prompt(about)
  asksForMore({ namespace }: { namespace: string }) {
    return namespace;
  }

  // @ts-expect-error `tone` may be left out
  @Prompt(about)
  trustsAnOptional({ tone }: { tone: 'dry' | 'kind' }) {
    return tone;
  }

  // @ts-expect-error a prompt without a schema is given nothing
  @Prompt(plain)
  asksOfNothing({ who }: { who: string }) {
    return who;
  }

  // @ts-expect-error it says a text, or messages
  @Prompt(about)
  object({ run }: { run: string }) {
    return { text: run };
  }

  // @ts-expect-error a message is of the user or of the assistant
  @Prompt(about)
  system({ run }: { run: string }) {
    return [{ role: 'system', text: run }];
  }
}

// @ts-expect-error a description is needed
Prompt({ name: 'greet' });

// @ts-expect-error the input is a schema
Prompt({ ...plain, input: { run: 'text' } });

// @ts-expect-error a prompt only reads
Prompt({ ...plain, effect: 'write' });

const group = { name: 'prompts', title: 'Prompts' };

export const good = definePrompt({
  ...{ ...about, group },
  handler: ({ run, lines }, { get, options }) => `${run} ${lines.toFixed()} ${typeof get} ${options.owner}`,
});

export const wrongMember = definePrompt({
  ...{ ...about, group },
  // @ts-expect-error the schema has no `namespace`
  handler: ({ namespace }) => namespace,
});

export const none = definePrompt({ ...plain, group, handler: () => 'Hello.' });

export const asksOfNothing = definePrompt({
  ...{ ...plain, group },
  // @ts-expect-error there are no arguments
  handler: ({ who }) => who,
});

// @ts-expect-error the group is missing
export const withoutGroup = definePrompt({ ...plain, handler: () => 'Hello.' });
