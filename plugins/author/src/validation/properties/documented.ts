import { type KestraClient, KestraError } from '@kestra-mcp/core';
import type { FlowDocument } from '../source/flow-document.js';

/** What the instance says about a property of a type, as far as it is checked here. */
export interface Property {
  type?: unknown;
  format?: unknown;
  enum?: unknown;
  /** Whether expressions in it are rendered. Kestra itself checks the values of properties that are not. */
  $dynamic?: unknown;
}

/** Properties by type and name. */
export type Documented = ReadonlyMap<string, Readonly<Record<string, Property>>>;

/** Most types to look up in one call. Each is a request, unless it is cached. */
const MOST = 10;

/** What the documentation of the instance says about the types in these flows. Types that it does not have are left out. */
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
    // A type that does not exist or is not documented is left to Kestra.
    if (error instanceof KestraError) return undefined;
    throw error;
  }
}
