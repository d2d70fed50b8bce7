import { urlOf } from '../../foundation/url.js';
import type { KestraConfig, KestraProxy } from '../settings.js';

type Settings = Pick<KestraConfig, 'baseUrl' | 'proxy'>;

/** No proxy can reach addresses of this machine, such as the sandbox. */
const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The proxy for requests to Kestra. Requests to this machine never use one. */
export function proxyOf({ baseUrl, proxy }: Settings): KestraProxy | undefined {
  return LOOPBACK.test(new URL(baseUrl).hostname) ? undefined : proxy;
}

/** A `fetch` that uses the proxy, because Node's own `fetch` does not. Loads nothing if no proxy is configured. */
export async function proxied(settings: Settings): Promise<{ fetch?: typeof fetch }> {
  const proxy = proxyOf(settings);
  if (proxy === undefined) return {};
  const { ProxyAgent } = await import('undici');
  // No tunnel for http: many proxies allow tunnels only to https.
  const dispatcher = new ProxyAgent({ uri: proxy.address, proxyTunnel: false });
  return { fetch: (input, init) => fetch(input, { ...init, dispatcher } as object) };
}

/** The proxy as errors name it, without the credentials that its address may contain. */
export function proxyName({ address }: KestraProxy): string {
  const url = urlOf(address);
  return url === undefined ? 'with an invalid address' : `${url.protocol}//${url.host}`;
}

/** The hint for a connection that fails at the proxy. */
export function proxyHint({ variable }: KestraProxy, reason: string): string {
  if (/\b407\b/.test(reason))
    return `The proxy requires a login. Set ${variable} to http://user:password@host:port.`;
  return `The proxy is set in ${variable}. Check it, or add Kestra's host to NO_PROXY to connect directly.`;
}
