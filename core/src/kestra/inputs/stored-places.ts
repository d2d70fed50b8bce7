import type { Fence } from '../fence/fence.js';
import type { FormPart } from '../wire/multipart.js';

/** Refuses addresses in Kestra's storage that are of other namespaces than those allowed. */
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

/** The namespace that an address names: undefined for one of the flow's own, and for what is no address. */
export function namespaceOf(address: string): string | undefined {
  const file = /^nsfile:\/\/([^/\s]*)\//.exec(address)?.[1];
  if (file !== undefined) return file === '' ? undefined : file;
  if (!/^kestra:\/\S*$/.test(address)) return undefined;
  const names = address.replace(/^kestra:\/*/, '').split('/');
  const end = names.indexOf('executions') - 1;
  const folders = end > 0 ? names.slice(0, end) : [];
  return names.some(leadsAway) ? '' : folders.join('.');
}

/** A name that is a way up, or has a slash in it: Kestra decodes the path, and goes by what comes of it. */
function leadsAway(name: string): boolean {
  return /^(\.|%2e){1,2}$/i.test(name) || /%2f|%5c|\\/i.test(name);
}
