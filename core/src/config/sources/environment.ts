import type { SettingKey, Settings } from '../settings.js';
import { withoutLineEnds, withoutQuotes } from '../values/given-value.js';
import { isBlank } from '../values/values.js';

/** A set of variables: the process environment, or the content of a `.env`. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The variables that are settings: those of the Python server and our own. */
export const VARIABLES: Readonly<Record<string, SettingKey>> = {
  KESTRA_BASE_URL: 'kestra.baseUrl',
  KESTRA_TENANT_ID: 'kestra.tenant',
  KESTRA_USERNAME: 'kestra.auth.username',
  KESTRA_PASSWORD: 'kestra.auth.password',
  KESTRA_API_TOKEN: 'kestra.auth.token',
  KESTRA_API_VERSION: 'kestra.version',
  KESTRA_MCP_DISABLED_TOOLS: 'tools.disable',
  KESTRA_MCP_ENABLED_TOOLS: 'tools.enable',
  KESTRA_MCP_ONLY_TOOLS: 'tools.only',
  KESTRA_MCP_PRESET: 'tools.preset',
  KESTRA_MCP_READ_ONLY: 'tools.readOnly',
  KESTRA_MCP_CONFIRM: 'tools.confirm',
  KESTRA_MCP_FIXED_TENANT: 'tools.fixed.tenant',
  KESTRA_MCP_FIXED_NAMESPACES: 'tools.fixed.namespaces',
  KESTRA_MCP_ANSWER_CHARS: 'limits.answerChars',
  KESTRA_MCP_HTTP: 'http.listen',
  KESTRA_MCP_HTTP_PATH: 'http.path',
  KESTRA_MCP_HTTP_AUTH: 'http.auth',
  KESTRA_MCP_HTTP_ALLOWED_HOSTS: 'http.allowedHosts',
  KESTRA_MCP_HTTP_ALLOWED_ORIGINS: 'http.allowedOrigins',
  KESTRA_MCP_LOG_LEVEL: 'logLevel',
  KESTRA_MCP_STATE_KEY: 'stateKey',
};

/** Names the configuration file. Not a setting itself. */
export const CONFIG_VARIABLE = 'KESTRA_MCP_CONFIG';

/** Trusts the working folder for this start. Not a setting, and only read from the real environment. */
export const TRUST_VARIABLE = 'KESTRA_MCP_TRUST';

/** Replaces the platform's user folder, as in our image. Only read from the real environment. */
export const USER_FOLDER_VARIABLE = 'KESTRA_MCP_USER_FOLDER';

/** The settings among the variables. Blank ones count as unset. `dotenvPath` is the file they come from, if any. */
export function environmentSettings(variables: Variables, dotenvPath?: string): Settings {
  const settings: Settings = {};
  for (const [name, key] of Object.entries(VARIABLES)) {
    const value = variables[name];
    if (isBlank(value)) continue;
    const origin = dotenvPath === undefined ? name : `${name} in ${dotenvPath}`;
    settings[key] = { value, origin, subject: origin };
  }
  return settings;
}

/** The environment with corrected values of our variables, and the corrections. Blank ones are left out. */
export function cleanVariables(env: Variables): { variables: Variables; mended: string[] } {
  const variables: Record<string, string | undefined> = { ...env };
  const mended: string[] = [];
  for (const name of [...Object.keys(VARIABLES), CONFIG_VARIABLE, TRUST_VARIABLE]) {
    const given = env[name];
    if (given === undefined) continue;
    const whole = withoutLineEnds(given);
    const value = withoutQuotes(whole);
    variables[name] = value;
    if (value !== whole) mended.push(`${name}: the quotes around the value were removed.`);
  }
  return { variables, mended };
}

/** Each variable from the first set that has it. A blank one does not hide another. */
export function filled(sets: readonly (Variables | undefined)[]): Variables {
  const all = sets.toReversed().flatMap((each) => Object.entries(each ?? {}));
  return Object.fromEntries(all.filter(([, value]) => !isBlank(value)));
}
