// Compiled by `npm run types`, never run: each `@ts-expect-error` is a mistake that must not compile.
import {
  defineResource,
  KestraClient,
  Resource,
  type ResourceInput,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';

const report = { name: 'report', uri: 'sla://report', description: 'All.' } as const;
const ofFlow = { name: 'flow_report', uri: 'sla://{namespace}/{flow_id}', description: 'One.' } as const;

@ToolGroup({ name: 'good', title: 'Good' })
export class Good {
  constructor(protected readonly kestra: KestraClient) {}

  @Resource(report)
  text() {
    return 'all';
  }

  @Resource({ name: 'inline', uri: 'sla://{namespace}/{flow_id}', description: 'One.', mimeType: 'text/csv' })
  async inferred({ namespace, flow_id }: { namespace: string; flow_id: string }, { signal }: ToolContext) {
    signal.throwIfAborted();
    return `${namespace},${flow_id}`;
  }

  @Resource(ofFlow)
  object({ flow_id }: ResourceInput<'sla://{namespace}/{flow_id}'>) {
    return { flow_id };
  }

  @Resource(ofFlow)
  bytes({ namespace }: { namespace: string }) {
    return new TextEncoder().encode(namespace);
  }

  @Resource(ofFlow)
  list() {
    return [1, 2];
  }
}

export class Bad {
  // @ts-expect-error the URI has no `tenant`
  @Resource(ofFlow)
  wrongMember({ tenant }: { tenant: string }) {
    return tenant;
  }

  // @ts-expect-error a value of a URI is text
  @Resource(ofFlow)
  wrongType({ flow_id }: { flow_id: number }) {
    return String(flow_id);
  }

  // @ts-expect-error a plain URI has no values
  @Resource(report)
  asksOfNothing({ namespace }: { namespace: string }) {
    return namespace;
  }

  // @ts-expect-error it holds text, bytes or an object
  @Resource(report)
  number() {
    return 7;
  }

  // @ts-expect-error it may hold nothing
  @Resource(ofFlow)
  perhaps({ flow_id }: { flow_id: string }) {
    return flow_id === '' ? undefined : flow_id;
  }

  // @ts-expect-error the second parameter is the context
  @Resource(report)
  wantsAnotherContext(_: object, logger: { log(text: string): void }) {
    logger.log('x');
    return 'all';
  }
}

// @ts-expect-error a URI is needed
Resource({ name: 'report', description: 'All.' });

// @ts-expect-error a description is needed
Resource({ name: 'report', uri: 'sla://report' });

// @ts-expect-error a resource only reads
Resource({ ...report, effect: 'write' });

type Values = ResourceInput<'sla://{namespace}/{flow_id}?q={q}'>;
export const values: Values = { namespace: 'a', flow_id: 'b', q: 'c' };

// @ts-expect-error `q` is missing
export const lacks: Values = { namespace: 'a', flow_id: 'b' };

// @ts-expect-error the URI has no `r`
export const more: Values = { namespace: 'a', flow_id: 'b', q: 'c', r: 'd' };

const group = { name: 'reports', title: 'Reports' };

export const good = defineResource({
  ...{ group, name: 'report', description: 'One.' },
  uri: 'sla://{namespace}',
  handler: ({ namespace }, { kestra }) => kestra.flows.list(namespace),
});

export const wrongMember = defineResource({
  ...{ group, name: 'report', description: 'One.' },
  uri: 'sla://{namespace}',
  // @ts-expect-error the URI has no `flow_id`
  handler: ({ flow_id }) => flow_id,
});

// @ts-expect-error the group is missing
export const withoutGroup = defineResource({ ...report, handler: () => 'all' });
