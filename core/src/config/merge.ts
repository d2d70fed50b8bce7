import { ConfigError } from '../errors.js';
import { resolveAuth } from './auth.js';
import { type BaseUrl, parseBaseUrl } from './base-url.js';
import type { Config, KestraConfig, Origin, PluginEntry, ToolsConfig } from './config.js';
import { read, type SettingKey, type Settings } from './settings.js';
import {
  parseBoolean,
  parseLevel,
  parseNames,
  parseSandbox,
  parseTenant,
  parseTimeout,
  parseVersion,
} from './values.js';

const DEFAULTS = {
  baseUrl: 'http://localhost:8080/api/v1',
  tenant: 'main',
  timeoutMs: 30_000,
  logLevel: 'error',
} as const;

const KEYS = [
  'kestra.baseUrl',
  'kestra.tenant',
  'kestra.version',
  'kestra.timeoutMs',
  'plugins',
  'tools.enable',
  'tools.only',
  'tools.disable',
  'tools.readOnly',
  'logLevel',
  'sandbox',
] as const satisfies SettingKey[];

/** What each source says, and where the files among them are. */
export interface Layers {
  flags: Settings;
  environment: Settings;
  dotenv: Settings;
  file: Settings;
  place: Pick<Config, 'folder' | 'file' | 'dotenv'>;
}

/** Key by key: flags, then environment, then `.env`, then file, then default. */
export function merge({ flags, environment, dotenv, file, place }: Layers): Config {
  const variables = { ...dotenv, ...environment };
  const settings = { ...file, ...variables, ...flags };
  const { auth, origin: authOrigin } = resolveAuth(variables, file);
  const plugins = read(settings, 'plugins', pluginEntries);
  const sandbox = read(settings, 'sandbox', parseSandbox);
  const { kestra, tenantOrigin } = kestraConfig(settings);
  return {
    kestra: { ...kestra, auth },
    ...(plugins && { plugins }),
    tools: toolsConfig(settings),
    logLevel: read(settings, 'logLevel', parseLevel) ?? DEFAULTS.logLevel,
    ...(sandbox && { sandbox }),
    ...place,
    origins: { ...origins(settings), 'kestra.tenant': tenantOrigin, 'kestra.auth': authOrigin },
  };
}

function kestraConfig(settings: Settings): { kestra: Omit<KestraConfig, 'auth'>; tenantOrigin: Origin } {
  const url = read(settings, 'kestra.baseUrl', parseBaseUrl) ?? { baseUrl: DEFAULTS.baseUrl };
  const { tenant, origin } = tenantOf(settings, url);
  const version = read(settings, 'kestra.version', parseVersion);
  const timeoutMs = read(settings, 'kestra.timeoutMs', parseTimeout) ?? DEFAULTS.timeoutMs;
  return {
    kestra: { baseUrl: url.baseUrl, tenant, ...(version && { version }), timeoutMs },
    tenantOrigin: origin,
  };
}

/** Two different tenants are an error, whatever the precedence: guessing might change the wrong one. */
function tenantOf(settings: Settings, url: BaseUrl): { tenant: string; origin: Origin } {
  const tenant = read(settings, 'kestra.tenant', parseTenant);
  const { 'kestra.baseUrl': urlSetting, 'kestra.tenant': tenantSetting } = settings;
  if (tenant === undefined || tenantSetting === undefined) {
    const origin = url.tenant === undefined ? undefined : urlSetting?.origin;
    return { tenant: url.tenant ?? DEFAULTS.tenant, origin: origin ?? 'default' };
  }
  if (url.tenant !== undefined && url.tenant !== tenant) {
    throw new ConfigError(
      `${urlSetting?.subject} ends in the tenant "${url.tenant}", but ${tenantSetting.subject} is "${tenant}".`,
      { hint: 'End the URL with /api/v1, or make the two agree.' },
    );
  }
  return { tenant, origin: tenantSetting.origin };
}

function toolsConfig(settings: Settings): ToolsConfig {
  const only = read(settings, 'tools.only', parseNames);
  return {
    enable: read(settings, 'tools.enable', parseNames) ?? [],
    ...(only && { only }),
    disable: read(settings, 'tools.disable', parseNames) ?? [],
    readOnly: read(settings, 'tools.readOnly', parseBoolean) ?? false,
  };
}

/** The schema has checked the list; only a file has this key. */
function pluginEntries(value: unknown): PluginEntry[] {
  const entries = value as (string | object | [string | object, Record<string, unknown>?])[];
  return entries.map((entry) => {
    const [plugin, options = {}] = Array.isArray(entry) ? entry : [entry];
    return { plugin, options };
  });
}

function origins(settings: Settings): Record<string, Origin> {
  return Object.fromEntries(KEYS.map((key) => [key, settings[key]?.origin ?? 'default']));
}
