import { ConfigError } from '../foundation/errors.js';
import type { Origin } from './config.js';
import type { HttpConfig, HttpLimits } from './http/types.js';
import { FILL_IN, notFilledIn, placeholderIn } from './values/given-value.js';
import { Invalid } from './values/values.js';

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
  | 'tools.preset'
  | 'tools.readOnly'
  | 'tools.confirm'
  | 'tools.fixed.tenant'
  | 'tools.fixed.namespaces'
  | 'limits.answerChars'
  | 'limits.callMs'
  | 'limits.pluginStartMs'
  | `http.${Exclude<keyof HttpConfig, 'limits'>}`
  | `http.limits.${keyof HttpLimits}`
  | 'strict'
  | 'logLevel'
  | 'stateKey'
  | 'sandbox';

/** A value as a source gives it, not yet parsed. */
export interface Setting {
  value: unknown;
  origin: Origin;
  /** How a sentence about this value starts: `KESTRA_TENANT_ID`, `kestra.tenant in <file>`. */
  subject: string;
  /** The value is meant literally, even if it looks like a placeholder: the file has it as `$${`. */
  literal?: true;
}

/** The settings of one source. Keys that it does not set are absent, so sources merge by spreading. */
export type Settings = Partial<Record<SettingKey, Setting>>;

/** The parsed value of a key, or `undefined` if no source sets it. */
export function read<T>(settings: Settings, key: SettingKey, parse: (value: unknown) => T): T | undefined {
  const setting = settings[key];
  return setting && parsed(setting, parse);
}

/** Same, for a given setting. */
export function parsed<T>(setting: Setting, parse: (value: unknown) => T): T {
  const form = setting.literal ? undefined : placeholderIn(setting.value);
  if (form !== undefined) throw new ConfigError(`${setting.subject} ${notFilledIn(form)}`, { hint: FILL_IN });
  try {
    return parse(setting.value);
  } catch (error) {
    if (error instanceof Invalid) throw new ConfigError(`${setting.subject} ${error.message}`);
    throw error;
  }
}
