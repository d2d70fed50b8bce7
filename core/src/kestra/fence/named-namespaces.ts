import type { Document, Pair } from 'yaml';
import { InputError } from '../../foundation/errors.js';

/** YAML 1.1 line ends, which Kestra recognizes. The parser here treats them as text. */
const OTHER_LINE_ENDS = /\r(?!\n)|[\u0085\u2028\u2029]/g;

/** The namespaces that a JSON body names, in itself or in the items of its list. */
export function namespacesOfJson(body: unknown): unknown[] {
  return [body].flat().flatMap((item) => {
    const { namespace } = (item ?? {}) as { namespace?: unknown };
    return namespace === undefined ? [] : [namespace];
  });
}

/**
 * The namespace of a YAML definition. Refuses YAML that two parsers might read differently: Kestra's parser decides,
 * and it is not the one used here.
 */
export async function namespaceOfYaml(yaml: string): Promise<string> {
  const { parseDocument } = await import('yaml');
  const read = (text: string) => namespaceIn(parseDocument(text, { version: '1.1', uniqueKeys: false }));
  const [namespace, ...others] = [...new Set([yaml, yaml.replace(OTHER_LINE_ENDS, '\n')])].map(read);
  if (namespace === undefined || others.some((other) => other !== namespace)) {
    throw uncertain('its line endings hide a second "namespace"');
  }
  return namespace;
}

function namespaceIn({ errors: [broken], contents }: Document): string {
  if (broken !== undefined) throw uncertain(broken.message.split('\n')[0] ?? '');
  const pairs = (contents as { items?: Pair[] } | null)?.items ?? [];
  // An alias may expand to any key, and a merge adds keys.
  if (pairs.some(({ key }) => !isText(key))) throw uncertain('a top-level key is not plain text');
  const [found, ...others] = pairs.filter(({ key }) => isText(key) && key.value === 'namespace');
  if (found === undefined || others.length > 0 || !isText(found.value)) {
    throw uncertain('it must have exactly one top-level "namespace", as text');
  }
  return found.value.value;
}

function isText(node: unknown): node is { value: string } {
  return typeof (node as { value?: unknown } | null)?.value === 'string';
}

function uncertain(reason: string): InputError {
  return new InputError(`The YAML was not sent because its namespace cannot be determined: ${reason}.`);
}
