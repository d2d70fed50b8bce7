import { ResourceNotFoundError, UriTemplate } from '@modelcontextprotocol/server';
import { distance } from 'fastest-levenshtein';
import { beginning } from '../../foundation/hidden.js';
import { alternatives } from '../../foundation/nearest.js';
import type { ResourceManifest } from '../../plugin/manifest/manifest.js';
import type { Selected, Selection } from '../../selection/selection.js';

/** Longest URI that an error quotes. */
export const LONGEST_URI = 2_000;

export interface FoundResource {
  selected: Selected<ResourceManifest>;
  variables: Record<string, string>;
}

/**
 * Finds the resource of a URI, including disabled ones, whose error explains that. An exact URI comes before a
 * template. Throws if nothing matches.
 */
export function resourceAt({ resources }: Selection, uri: string): FoundResource {
  const all = [...resources.values()];
  const plain = all.find(({ feature }) => feature.manifest.uri === uri);
  if (plain !== undefined) return { selected: plain, variables: {} };
  for (const selected of all) {
    const template = selected.feature.manifest.uri;
    const variables = isTemplate(template) ? valuesIn(template, uri) : undefined;
    if (variables !== undefined) return { selected, variables };
  }
  throw new ResourceNotFoundError(
    beginning(uri, LONGEST_URI),
    `There is no resource ${beginning(uri, 200)}.${otherUris(uri, all)}`,
  );
}

/** How many URIs an error lists, and how many letters may differ before the first variable of a template. */
const SHOWN = 10;
const TYPO = 2;

/** The enabled URIs and templates that begin like this one, otherwise all if they are few. */
function otherUris(uri: string, all: readonly Selected<ResourceManifest>[]): string {
  const known = all.filter(({ enabled }) => enabled).map(({ feature }) => feature.manifest.uri);
  const near = known.filter((template) => {
    const [fixed = ''] = template.split('{');
    return distance(fixed, uri.slice(0, fixed.length)) <= TYPO;
  });
  if (near.length > 0) return ` Did you mean ${alternatives(near.slice(0, 3))}?`;
  return known.length > 0 && known.length <= SHOWN ? ` The resources are: ${known.join(', ')}.` : '';
}

export function isTemplate(uri: string): boolean {
  return uri.includes('{');
}

/** The percent-decoded values. Undefined if the URI does not match the template. */
function valuesIn(template: string, uri: string): Record<string, string> | undefined {
  const values = new UriTemplate(template).match(uri);
  if (values === null) return undefined;
  try {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, decodeURIComponent(String(value))]),
    );
  } catch {
    // The URI is not percent-encoded correctly.
    return undefined;
  }
}
