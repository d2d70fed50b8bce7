import type { KestraProxy } from '../kestra/settings.js';
import type { Variables } from './sources/environment.js';
import { isBlank } from './values/values.js';

/** The proxy for a URL according to the usual variables, in upper or lower case. Undefined for a direct connection. */
export function proxyFor(baseUrl: string, variables: Variables): KestraProxy | undefined {
  const url = new URL(baseUrl);
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const found = [name.toLowerCase(), name].find((each) => !isBlank(variables[each]));
  const address = (found === undefined ? undefined : variables[found])?.trim();
  if (found === undefined || address === undefined) return undefined;
  if (
    isExcepted(
      url,
      [variables.no_proxy, variables.NO_PROXY].find((each) => !isBlank(each)),
    )
  )
    return undefined;
  // Without a scheme, it is an HTTP proxy.
  return { address: address.includes('://') ? address : `http://${address}`, variable: found };
}

function isExcepted({ hostname, port, protocol }: URL, exceptions = ''): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  const own = port || (protocol === 'https:' ? '443' : '80');
  return exceptions.split(/[\s,]+/).some((entry) => {
    if (entry === '' || entry === '*') return entry === '*';
    const [, bare = '', of] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? ['', entry];
    const name = bare
      .replace(/^\[|\]$/g, '')
      .replace(/^\*?\./, '')
      .toLowerCase();
    return (of ?? own) === own && (host === name || host.endsWith(`.${name}`));
  });
}
