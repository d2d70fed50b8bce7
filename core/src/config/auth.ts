import { ConfigError } from '../foundation/errors.js';
import type { KestraAuth, Origin } from './config.js';
import { joined } from './layers/layer.js';
import { parsed, read, type Setting, type Settings } from './settings.js';
import { placeholderIn, withoutLineEnds } from './values/given-value.js';
import { parseText, parseToken } from './values/values.js';

/** The credentials, and where they come from. */
export interface ResolvedAuth {
  auth: KestraAuth;
  origin: Origin;
  /** What was ignored although it is set. */
  warnings: string[];
  /** The settings that they were made from. */
  used: Setting[];
}

/**
 * The credentials of the nearest layer that has some. Half of a pair is completed by farther layers. Within one layer,
 * a user name with a password wins over a token, as in the Python server.
 */
export function resolveAuth(layers: readonly Settings[]): ResolvedAuth {
  let settings: Settings = {};
  for (const layer of layers) if (!isComplete(settings)) settings = { ...layer, ...settings };
  const username = settings['kestra.auth.username'];
  const password = settings['kestra.auth.password'];
  const token = settings['kestra.auth.token'];
  if (username !== undefined && password !== undefined) {
    const auth = { username: parsed(username, parseSecret), password: parsed(password, parseSecret) };
    return {
      auth: { kind: 'basic', ...auth },
      origin: joined([username.origin, password.origin]),
      warnings: passedOver(token),
      used: [username, password],
    };
  }
  const bearer = read(settings, 'kestra.auth.token', parseToken);
  if (token !== undefined && bearer !== undefined) {
    return {
      auth: { kind: 'bearer', token: bearer },
      origin: token.origin,
      warnings: passedOver(username ?? password),
      used: [token],
    };
  }
  if (username !== undefined) throw half(username, 'password', 'KESTRA_PASSWORD');
  if (password !== undefined) throw half(password, 'user name', 'KESTRA_USERNAME');
  return { auth: { kind: 'none' }, origin: 'default', warnings: [], used: [] };
}

/** A secret read from a file often ends in a line end. */
function parseSecret(value: unknown): string {
  return withoutLineEnds(parseText(value));
}

/** A harmless placeholder: other credentials win over it. */
export function passedOver(setting: Setting | undefined): string[] {
  const form = placeholderIn(setting?.value);
  if (setting === undefined || form === undefined) return [];
  return [`${setting.subject} is still the placeholder ${form}, so it is ignored. Remove it.`];
}

function isComplete(settings: Settings): boolean {
  const { 'kestra.auth.username': username, 'kestra.auth.password': password } = settings;
  return (username !== undefined && password !== undefined) || settings['kestra.auth.token'] !== undefined;
}

function half(present: Setting, missing: string, variable: string): ConfigError {
  return new ConfigError(`${present.subject} is set, but the ${missing} is missing.`, {
    hint: `Also set ${variable}, or use KESTRA_API_TOKEN instead.`,
  });
}
