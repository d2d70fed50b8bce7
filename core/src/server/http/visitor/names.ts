import { isIP } from 'node:net';
import type { HttpConfig } from '../../../config/config.js';
import { urlOf } from '../../../foundation/url.js';
import { HttpRefusal } from '../refusal.js';

const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
/** These listen on every address, so the name that clients use is not known. */
const ANY: readonly string[] = ['0.0.0.0', '::'];

/** True for an address or name that only this machine can reach. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^::ffff:/i, '');
  return (isIP(address) === 4 && address.startsWith('127.')) || address === '::1' || address === 'localhost';
}

interface Named {
  host?: string | undefined;
  origin?: string | undefined;
}

/**
 * Refuses requests that a web page may have caused: through its own name that resolves to this server (DNS rebinding),
 * or from another origin.
 */
export function checkNames({ host, origin }: Named, config: HttpConfig): void {
  const name = hostName(host);
  if (name === undefined || !isOwnName(name, config))
    throw new HttpRefusal(
      403,
      `This server does not accept the host name ${shown(name ?? host)}. Its operator can add the name to http.allowedHosts.`,
    );
  if (origin !== undefined && !isOwnOrigin(origin, config))
    throw new HttpRefusal(
      403,
      `Pages from ${shown(origin)} cannot call this server. Its operator can add the origin to http.allowedOrigins.`,
    );
}

function isOwnName({ name, whole }: HostName, { listen, allowedHosts }: HttpConfig): boolean {
  const own = isIP(listen.host) === 6 ? `[${listen.host}]` : listen.host.toLowerCase();
  const isOwn = LOOPBACK_NAMES.includes(name) || (name === own && !ANY.includes(listen.host));
  return isOwn || allowedHosts.includes(name) || allowedHosts.includes(whole);
}

export function isOwnOrigin(origin: string, { listen, allowedOrigins }: HttpConfig): boolean {
  if (allowedOrigins.includes(origin.toLowerCase())) return true;
  const url = isLoopback(listen.host) ? urlOf(origin) : undefined;
  return url !== undefined && url.protocol === 'http:' && LOOPBACK_NAMES.includes(url.hostname);
}

interface HostName {
  name: string;
  /** With its port, if any. */
  whole: string;
}

function hostName(host: string | undefined): HostName | undefined {
  if (host === undefined || /[\s/\\?#@]/.test(host)) return undefined;
  const url = urlOf(`http://${host}`);
  return url && { name: url.hostname, whole: host.toLowerCase() };
}

function shown(given: HostName | string | undefined): string {
  const text = typeof given === 'object' ? given.name : given;
  return text === undefined ? 'of this request' : JSON.stringify(text.slice(0, 100));
}
