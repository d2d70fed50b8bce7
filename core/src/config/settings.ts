import { ConfigError } from '../foundation/errors.js';
import type { Origin } from './config.js';
import { Invalid } from './values.js';

/** Dotted keys, as in the configuration file. */
export type SettingKey =
  | 'kestra.baseUrl'
  | 'kestra.tenant'
  | 'kestra.auth.username'
  | 'kestra.auth.password'
  | 'kestra.auth.token'
  | 'kestra.version'
  | 'kestra.timeoutMs'
  | 'plugins'
  | 'tools.enable'
  | 'tools.only'
  | 'tools.disable'
  | 'tools.readOnly'
  | 'tools.fixed.tenant'
  | 'tools.fixed.namespaces'
  | 'limits.callMs'
  | 'limits.pluginStartMs'
  | 'strict'
  | 'logLevel'
  | 'sandbox';

/** One value as a source gave it, not yet parsed. */
export interface Setting {
  value: unknown;
  origin: Origin;
  /** How a sentence about this value starts: `KESTRA_TENANT_ID`, `kestra.tenant in <file>`. */
  subject: string;
}

/** What one source says; a key it is silent about is absent, so sources merge by spreading. */
export type Settings = Partial<Record<SettingKey, Setting>>;

/** The parsed value of a key, or `undefined` when no source has it. */
export function read<T>(settings: Settings, key: SettingKey, parse: (value: unknown) => T): T | undefined {
  const setting = settings[key];
  if (setting === undefined) return undefined;
  try {
    return parse(setting.value);
  } catch (error) {
    if (error instanceof Invalid) throw new ConfigError(`${setting.subject} ${error.message}`);
    throw error;
  }
}
