import type { Launch } from '../../clients/launch.js';
import type { Scope } from '../../clients/places.js';
import { parseBaseUrl } from '../../config/base-url.js';
import type { Config, KestraAuth, KestraConfig, Preset } from '../../config/config.js';
import { Invalid, isBlank, parseTenant, parseToken } from '../../config/values/values.js';
import { ConfigError } from '../../foundation/errors.js';
import { didYouMean } from '../../foundation/nearest.js';
import type { InitOptions } from './options.js';

/** The address of Kestra, and the credentials. */
export type Connection = Pick<KestraConfig, 'baseUrl' | 'tenant' | 'auth'>;

/** Everything that is needed to write the files. */
export interface Answers {
  kestra: Connection;
  /** `all` removes the restriction; undefined leaves it unchanged. */
  groups: string[] | 'all' | undefined;
  /** Undefined leaves it unchanged. */
  preset?: Preset;
  readOnly: boolean;
  clients: string[];
  /** The name of the server in the clients. */
  name: string;
  scope: Scope;
  launch: Launch;
}

/** The connection from flags, environment and existing configuration, without questions. */
export function connectionOf(options: InitOptions, { kestra }: Config, env: NodeJS.ProcessEnv): Connection {
  const { baseUrl, tenant = kestra.tenant } = addressOf(options.baseUrl ?? kestra.baseUrl, options);
  return { baseUrl, tenant, auth: authOf(options, kestra.auth, env) };
}

/**
 * The address, and the tenant if the address or a flag names one. Two different tenants are an error: a guess might
 * change the wrong one.
 */
export function addressOf(value: string, options: InitOptions) {
  const { baseUrl, tenant } = checked('--base-url', value, parseBaseUrl);
  const named = options.tenant === undefined ? undefined : checked('--tenant', options.tenant, parseTenant);
  if (named !== undefined && tenant !== undefined && named !== tenant) {
    throw new ConfigError(`The base URL ends in the tenant "${tenant}", but --tenant is "${named}".`, {
      hint: 'Set both to the same value, or remove one of them.',
    });
  }
  return { baseUrl, tenant: named ?? tenant };
}

/** A contradictory configuration would not start. */
export function checkTenant({ tenant }: Connection, { tools }: Config): void {
  const fixed = tools.fixed?.tenant;
  if (fixed === undefined || fixed === tenant) return;
  throw new ConfigError(
    `The tenant is "${tenant}", but tools.fixed.tenant in the configuration is "${fixed}".`,
    {
      hint: 'Use the same tenant, or change tools.fixed.tenant.',
    },
  );
}

function authOf({ auth, username }: InitOptions, known: KestraAuth, env: NodeJS.ProcessEnv): KestraAuth {
  if (auth === 'none') return { kind: 'none' };
  const { KESTRA_PASSWORD: password, KESTRA_API_TOKEN: token } = env;
  if (auth === 'token') {
    if (!isBlank(token)) return { kind: 'bearer', token: checked('KESTRA_API_TOKEN', token, parseToken) };
    if (known.kind === 'bearer') return known;
    throw missing('--auth token', 'KESTRA_API_TOKEN');
  }
  if (auth !== 'basic' && username === undefined) {
    return known.kind === 'basic' && !isBlank(password) ? { ...known, password } : known;
  }
  const name = username ?? env.KESTRA_USERNAME ?? (known.kind === 'basic' ? known.username : undefined);
  if (name === undefined) throw new ConfigError('--auth basic needs --username.');
  if (isBlank(name)) throw new ConfigError('--username must not be empty.');
  if (!isBlank(password)) return { kind: 'basic', username: name, password };
  if (known.kind === 'basic' && known.username === name) return known;
  throw missing(`The user ${name}`, 'KESTRA_PASSWORD');
}

function missing(who: string, variable: string): ConfigError {
  return new ConfigError(`${who} needs ${variable} in the environment.`, {
    hint: 'Secrets cannot be passed as flags, because other programs can see them.',
  });
}

export function checked<T>(subject: string, value: string, parse: (value: unknown) => T): T {
  try {
    return parse(value);
  } catch (error) {
    throw error instanceof Invalid ? new ConfigError(`${subject} ${error.message}`) : error;
  }
}

/** `all` if every group is chosen, so that future groups are enabled too. */
export function chosenGroups(names: readonly string[], known: readonly string[]): string[] | 'all' {
  if (names.includes('all')) return 'all';
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ConfigError(
      `Unknown group "${unknown}".${didYouMean(unknown, known)} The groups are ${known.join(', ')}.`,
    );
  }
  return known.every((name) => names.includes(name)) ? 'all' : [...new Set(names)];
}
