import { type KestraClient, KestraError } from '@kestra-mcp/core';
import type { FlowDocument } from '../source/flow-document.js';

/** What the instance says of one property of a type, as far as it is judged here. */
export interface Property {
  type?: unknown;
  format?: unknown;
  enum?: unknown;
  /** Whether expressions in it are rendered; of those that are not so Kestra judges the values by itself. */
  $dynamic?: unknown;
}

/** Properties by type and name. */
export type Documented = ReadonlyMap<string, Readonly<Record<string, Property>>>;

/** Types that are looked up for one call: each is a request, unless it is remembered. */
const MOST = 10;

/** What the instance's documentation says of the types that stand in these flows; nothing of those it does not tell. */
export async function documentedIn(
  kestra: KestraClient,
  flows: readonly { flow: FlowDocument }[],
): Promise<Documented> {
  const types = flows.flatMap(({ flow }) =>
    (flow.part.yaml.errors.length > 0 ? [] : flow.named)
      .filter(({ kind }) => kind === 'task' || kind === 'trigger')
      .flatMap(({ map }) => flow.nodes.text(map, 'type') ?? []),
  );
  const some = [...new Set(types)].filter((type) => /^[\w.]+$/.test(type)).slice(0, MOST);
  const found = await Promise.all(
    some.map(async (type) => {
      const properties = await propertiesOf(kestra, type);
      return properties && ([type, properties] as const);
    }),
  );
  return new Map(found.filter((one) => one !== undefined));
}

async function propertiesOf(kestra: KestraClient, type: string) {
  try {
    const { properties } = await kestra.plugins.documentation(type);
    return properties?.properties as Record<string, Property> | undefined;
  } catch (error) {
    // One that is not there, or is not told, is Kestra's to judge.
    if (error instanceof KestraError) return undefined;
    throw error;
  }
}
