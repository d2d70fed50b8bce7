import { ResourceNotFoundError, type Server, UriTemplate } from '@modelcontextprotocol/server';
import { beginning } from '../foundation/hidden.js';
import type { Selection } from '../selection/selection.js';
import { answered, toolContext } from './answer.js';
import { type ServedHost } from './served-host.js';

/** Longest address that an error gives back. */
const LONGEST_URI = 2_000;

/** `resources/list`, `resources/templates/list` and `resources/read` over what is enabled. */
export function serveResources(server: Server, host: ServedHost): void {
  server.setRequestHandler('resources/list', () => {
    setImmediate(() => host.listed());
    const plain = enabled(host.selection()).filter(({ uri }) => !isTemplate(uri));
    return { resources: plain.map(({ group: _, edition: __, ...shown }) => shown) };
  });
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: enabled(host.selection())
      .filter(({ uri }) => isTemplate(uri))
      .map(({ group: _, edition: __, uri, ...shown }) => ({ ...shown, uriTemplate: uri })),
  }));
  server.setRequestHandler('resources/read', async ({ params: { uri } }, context) => {
    const found = find(host.selection(), uri);
    if (found === undefined)
      throw new ResourceNotFoundError(
        beginning(uri, LONGEST_URI),
        `There is no resource ${beginning(uri, 200)}.`,
      );
    const content = await answered(host.read(found.name, found.variables, toolContext(context)));
    return { contents: [{ uri, ...content }] };
  });
}

function enabled({ resources }: Selection) {
  return [...resources.values()].flatMap(({ enabled, feature }) => (enabled ? [feature.manifest] : []));
}

function isTemplate(uri: string): boolean {
  return uri.includes('{');
}

/** The resource that a URI names, one that is switched off too: its error says so. A plain URI comes before a template. */
function find({ resources }: Selection, uri: string) {
  const all = [...resources.values()].map(({ feature }) => feature.manifest);
  const plain = all.find((resource) => resource.uri === uri);
  if (plain !== undefined) return { name: plain.name, variables: {} };
  for (const { name, uri: template } of all) {
    const variables = isTemplate(template) ? valuesIn(template, uri) : undefined;
    if (variables !== undefined) return { name, variables };
  }
  return undefined;
}

/** The values, percent-decoded; undefined for a URI that is none of this template's. */
function valuesIn(template: string, uri: string): Record<string, string> | undefined {
  const values = new UriTemplate(template).match(uri);
  if (values === null) return undefined;
  try {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, decodeURIComponent(String(value))]),
    );
  } catch {
    // Not an encoded URI at all.
    return undefined;
  }
}
