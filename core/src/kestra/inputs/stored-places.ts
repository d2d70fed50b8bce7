import type { Fence } from '../fence/fence.js';
import type { FormPart } from '../wire/multipart.js';

/** Refuses addresses in Kestra's storage that are outside the fixed namespaces. */
export function refuseOutside(fence: Fence | undefined, parts: readonly FormPart[]): void {
  if (fence === undefined) return;
  for (const { name, content, filename } of parts) {
    const namespace =
      typeof content === 'string' && filename === undefined ? namespaceOf(content) : undefined;
    if (namespace === undefined || fence.allows(namespace)) continue;
    throw fence.refusal(
      `The input "${name}"`,
      `the file is not in this server's fixed namespaces ("${namespace.slice(0, 100)}")`,
    );
  }
}

/**
 * The namespace that an address names. Undefined for a file of the flow's own namespace and for text that is no
 * address.
 */
export function namespaceOf(address: string): string | undefined {
  const file = /^nsfile:\/\/([^/\s]*)\//.exec(address)?.[1];
  if (file !== undefined) return file === '' ? undefined : file;
  if (!/^kestra:\/\S*$/.test(address)) return undefined;
  const names = address.replace(/^kestra:\/*/, '').split('/');
  const end = names.indexOf('executions') - 1;
  const folders = end > 0 ? names.slice(0, end) : [];
  return names.some(leadsAway) ? '' : folders.join('.');
}

/** True for a name that leads to a parent or contains a slash. Kestra decodes the path and uses the result. */
function leadsAway(name: string): boolean {
  return /^(\.|%2e){1,2}$/i.test(name) || /%2f|%5c|\\/i.test(name);
}
