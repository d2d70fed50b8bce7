import { urlOf } from '../../foundation/url.js';
import type { KestraConfig, KestraProxy } from '../settings.js';

type Settings = Pick<KestraConfig, 'baseUrl' | 'proxy'>;

/** No proxy can reach what is on this machine, the sandbox for one. */
const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The proxy that requests go through; what is of this machine is always asked directly. */
export function proxyOf({ baseUrl, proxy }: Settings): KestraProxy | undefined {
  return LOOPBACK.test(new URL(baseUrl).hostname) ? undefined : proxy;
}

/** The `fetch` that goes through the proxy; Node's own knows none. Nothing is loaded where there is none. */
export async function proxied(settings: Settings): Promise<{ fetch?: typeof fetch }> {
  const proxy = proxyOf(settings);
  if (proxy === undefined) return {};
  const { ProxyAgent } = await import('undici');
  // For http as every proxy knows it: many allow tunnels to https alone.
  const dispatcher = new ProxyAgent({ uri: proxy.address, proxyTunnel: false });
  return { fetch: (input, init) => fetch(input, { ...init, dispatcher } as object) };
}

/** How errors name it: without the credentials that may be in it. */
export function proxyName({ address }: KestraProxy): string {
  const url = urlOf(address);
  return url === undefined ? 'with an invalid address' : `${url.protocol}//${url.host}`;
}

/** What to do when the way through it fails. */
export function proxyHint({ variable }: KestraProxy, reason: string): string {
  if (/\b407\b/.test(reason))
    return `The proxy requires a login. Set ${variable} to http://user:password@host:port.`;
  return `The proxy is set in ${variable}. Check it, or add Kestra's host to NO_PROXY to connect directly.`;
}
