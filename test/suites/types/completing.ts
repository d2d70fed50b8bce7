// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import {
  type Completer,
  completeFlowId,
  completeNamespace,
  definePrompt,
  defineResource,
  Injectable,
  Prompt,
  Resource,
} from '@kestra-mcp/core';
import * as z from 'zod';

const group = { name: 'things', title: 'Things' };
const input = z.strictObject({ namespace: z.string(), flow_id: z.string().optional() });
const about = { group, name: 'explain', description: 'Explains.', input, handler: () => '' } as const;
const ofFlow = { group, name: 'report', description: 'One.', uri: 'sla://{namespace}/{flow_id}' } as const;

@Injectable()
class Words {
  readonly all: readonly string[] = ['a'];
}

export const good = definePrompt({
  ...about,
  complete: {
    namespace: completeNamespace,
    async flow_id(text, { given, kestra, get, signal }) {
      signal.throwIfAborted();
      const flows = await kestra.flows.list(given.namespace ?? '');
      return [text, ...flows.map(({ id }) => id), ...get(Words).all];
    },
  },
});

export const searched = defineResource({
  ...ofFlow,
  complete: { flow_id: completeFlowId, namespace: () => ({ values: ['a'], total: 7, hasMore: true }) },
  watch: { everyMs: 5_000 },
  ttlMs: 60_000,
  handler: ({ flow_id }) => flow_id,
});

export class Good {
  @Prompt({ name: 'explain', description: 'Explains.', input, complete: { namespace: ['a', 'b'] } })
  explain({ namespace }: z.output<typeof input>) {
    return namespace;
  }

  @Resource({ ...ofFlow, watch: true, complete: { namespace: completeNamespace } })
  report({ flow_id }: { flow_id: string }) {
    return flow_id;
  }
}

export const anywhere: Completer = (text, { given }) => [text, given.namespace ?? ''];

// @ts-expect-error the prompt has no argument `tenant`
definePrompt({ ...about, complete: { tenant: ['a'] } });

// @ts-expect-error the URI has no braces of `tenant`
defineResource({ ...ofFlow, complete: { tenant: ['a'] }, handler: () => '' });

// @ts-expect-error values are text
definePrompt({ ...about, complete: { namespace: [1] } });

// @ts-expect-error a completer gives texts
definePrompt({ ...about, complete: { namespace: () => [1] } });

definePrompt({
  ...about,
  // @ts-expect-error there is no argument `tenant` that could be known
  complete: { flow_id: (_, { given }) => [given.tenant ?? ''] },
});

// @ts-expect-error it is watched, or nothing is said
defineResource({ ...ofFlow, watch: false, handler: () => '' });
