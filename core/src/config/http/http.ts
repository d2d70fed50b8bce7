import { read, type SettingKey, type Settings } from '../settings.js';
import { parseBoolean, parseTimeout } from '../values/values.js';
import type { HttpConfig, HttpLimits } from './types.js';
import { parseAuth, parseCount, parseHosts, parseListen, parseOrigins, parsePath } from './values.js';

const DEFAULTS: HttpLimits = {
  inFlight: 32,
  perMinute: 1_200,
  bodyBytes: 16 * 1024 * 1024,
  sessions: 512,
  sessionsPerCaller: 128,
  sessionIdleMs: 30 * 60_000,
  connections: 1_024,
  stallMs: 30_000,
  drainMs: 25_000,
};

const LIMITS = Object.keys(DEFAULTS) as (keyof HttpLimits)[];

/** The keys of this section. */
export const HTTP_KEYS: readonly SettingKey[] = [
  'http.listen',
  'http.path',
  'http.auth',
  'http.insecure',
  'http.allowedHosts',
  'http.allowedOrigins',
  ...LIMITS.map((name) => `http.limits.${name}` as const),
];

/** Undefined if no layer sets an address to listen on. All other HTTP settings then have no effect. */
export function httpOf(settings: Settings): HttpConfig | undefined {
  const listen = read(settings, 'http.listen', parseListen);
  const auth = read(settings, 'http.auth', parseAuth);
  const config = {
    path: read(settings, 'http.path', parsePath) ?? '/mcp',
    ...(auth && { auth }),
    insecure: read(settings, 'http.insecure', parseBoolean) ?? false,
    allowedHosts: read(settings, 'http.allowedHosts', parseHosts) ?? [],
    allowedOrigins: read(settings, 'http.allowedOrigins', parseOrigins) ?? [],
    limits: limitsOf(settings),
  };
  return listen && { listen, ...config };
}

function limitsOf(settings: Settings): HttpLimits {
  const given = LIMITS.flatMap((name) => {
    const value = read(settings, `http.limits.${name}`, name.endsWith('Ms') ? parseTimeout : parseCount);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...DEFAULTS, ...Object.fromEntries(given) };
}
