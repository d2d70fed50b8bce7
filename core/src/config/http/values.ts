import { urlOf } from '../../foundation/url.js';
import { Invalid, parseBoolean, parseNames, parseText } from '../values/values.js';
import type { Listen } from './types.js';

const DEFAULT: Listen = { host: '127.0.0.1', port: 3333 };
const BOTH = /^(\[[0-9a-f:.]+\]|[\w.-]+):(\d{1,5})$/i;
const IPV6 = /^[0-9a-f:.]*:[0-9a-f.]*:[0-9a-f:.]*$/i;
const PORT = /^\d{1,5}$/;
const HOST = /^(?:\[[0-9a-f:.]+\]|(?!\d+$)[a-z\d](?:[\w.-]*[a-z\d])?)$/i;
const PATH = /^(?:\/[\w.~-]+)+$/;
/** Paths that are handled before MCP. */
const PAGES: readonly string[] = ['/healthz', '/readyz', '/metrics'];
const MAX_PORT = 65_535;
const MOST = 1_000_000_000;

/** The address to listen on; undefined for "off". A host or port alone is completed. */
export function parseListen(value: unknown): Listen | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'boolean' || /^(?:true|false|yes|no|1|0)?$/i.test(String(text).trim()))
    return text === '' || parseBoolean(text) ? DEFAULT : undefined;
  const given = parseText(text).trim();
  const [, host = HOST.test(given) ? given : DEFAULT.host, port = PORT.test(given) ? given : undefined] =
    BOTH.exec(given) ?? [];
  const isAddress = BOTH.test(given) || PORT.test(given) || HOST.test(given);
  if (!isAddress || Number(port ?? 0) > MAX_PORT) {
    const example = IPV6.test(given) ? '[::1]:3333 with the brackets of IPv6' : '127.0.0.1:3333';
    throw new Invalid(`must be host:port, such as ${example}, but is "${given.slice(0, 100)}".`);
  }
  return { host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? DEFAULT.port : Number(port) };
}

/** A path without a trailing slash, such as `/mcp`. */
export function parsePath(value: unknown): string {
  const text = parseText(value).trim();
  if (!PATH.test(text) || text.split('/').some((word) => word === '.' || word === '..'))
    throw new Invalid('must be a path such as /mcp. It may contain letters, digits, "-", "_" and ".".');
  if (PAGES.includes(text))
    throw new Invalid(`must be a different path: ${text} is already used by another page of the server.`);
  return text;
}

export function parseAuth(value: unknown): 'kestra' {
  if (value === 'kestra') return 'kestra';
  throw new Invalid(`must be "kestra", which makes each caller send its own Kestra credentials.`);
}

/** Host names without a scheme, optionally with a port. */
export function parseHosts(value: unknown): string[] {
  return parseNames(value).map((name) => {
    if (HOST.test(name) || BOTH.test(name)) return name.toLowerCase();
    throw new Invalid(
      `must be a list of host names such as mcp.example.com. "${name.slice(0, 100)}" is not a host name.`,
    );
  });
}

/** Origins as browsers send them: scheme, host and port. */
export function parseOrigins(value: unknown): string[] {
  return parseNames(value).map((name) => {
    const url = urlOf(name);
    if (url !== undefined && /^https?:/i.test(name) && /^[^/]*\/\/[^/]+\/?$/.test(name)) return url.origin;
    throw new Invalid(
      `must be a list of origins such as https://app.example.com. "${name.slice(0, 100)}" is not an origin.`,
    );
  });
}

/** A limit: a positive whole number. */
export function parseCount(value: unknown): number {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST)
    throw new Invalid(`must be a whole number from 1 to ${MOST}.`);
  return count;
}
