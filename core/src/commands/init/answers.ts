import type { Launch } from '../../clients/launch.js';
import type { Scope } from '../../clients/places.js';
import { parseBaseUrl } from '../../config/base-url.js';
import type { Config, KestraAuth, KestraConfig } from '../../config/config.js';
import { Invalid, parseTenant, parseToken } from '../../config/values.js';
import { ConfigError } from '../../errors.js';
import { didYouMean } from '../../nearest.js';
import type { InitOptions } from './options.js';

/** Where Kestra is, and as whom. */
export type Connection = Pick<KestraConfig, 'baseUrl' | 'tenant' | 'auth'>;

/** All that is needed to write the files. */
export interface Answers {
  kestra: Connection;
  /** `all`: without narrowing; undefined: as it is. */
  groups: string[] | 'all' | undefined;
  readOnly: boolean;
  clients: string[];
  scope: Scope;
  launch: Launch;
}

/** The connection that flags, environment and what is configured already make; no one is asked. */
export function connectionOf(options: InitOptions, { kestra }: Config, env: NodeJS.ProcessEnv): Connection {
  const { baseUrl, tenant } = address(options.baseUrl ?? kestra.baseUrl);
  return {
    baseUrl,
    tenant: checked('--tenant', options.tenant ?? tenant ?? kestra.tenant, parseTenant),
    auth: authOf(options, kestra.auth, env),
  };
}

function address(value: string) {
  return checked('--base-url', value, parseBaseUrl);
}

function authOf({ auth, username }: InitOptions, known: KestraAuth, env: NodeJS.ProcessEnv): KestraAuth {
  if (auth === 'none') return { kind: 'none' };
  const { KESTRA_PASSWORD: password, KESTRA_API_TOKEN: token } = env;
  if (auth === 'token') {
    if (token) return { kind: 'bearer', token: checked('KESTRA_API_TOKEN', token, parseToken) };
    if (known.kind === 'bearer') return known;
    throw missing('--auth token', 'KESTRA_API_TOKEN');
  }
  if (auth !== 'basic' && username === undefined) {
    return known.kind === 'basic' && password ? { ...known, password } : known;
  }
  const name = username ?? env.KESTRA_USERNAME ?? (known.kind === 'basic' ? known.username : undefined);
  if (name === undefined) throw new ConfigError('--auth basic needs --username.');
  if (password) return { kind: 'basic', username: name, password };
  if (known.kind === 'basic' && known.username === name) return known;
  throw missing(`The user ${name}`, 'KESTRA_PASSWORD');
}

function missing(who: string, variable: string): ConfigError {
  return new ConfigError(`${who} needs ${variable} in the environment.`, {
    hint: 'Secrets are no flags: other programs see those.',
  });
}

function checked<T>(subject: string, value: string, parse: (value: unknown) => T): T {
  try {
    return parse(value);
  } catch (error) {
    throw error instanceof Invalid ? new ConfigError(`${subject} ${error.message}`) : error;
  }
}

/** `all` where no group is left out: what comes later is then on, too. */
export function chosenGroups(names: readonly string[], known: readonly string[]): string[] | 'all' {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ConfigError(
      `There is no group "${unknown}"; known: ${known.join(', ')}.${didYouMean(unknown, known)}`,
    );
  }
  return known.every((name) => names.includes(name)) ? 'all' : [...new Set(names)];
}
