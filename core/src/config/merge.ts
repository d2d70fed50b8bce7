import { ConfigError } from '../foundation/errors.js';
import { passedOver, resolveAuth } from './auth.js';
import { type BaseUrl, parseBaseUrl } from './base-url.js';
import type { Config, FixedParameters, KestraConfig, Origin, PluginEntry, ToolsConfig } from './config.js';
import { read, type Setting, type SettingKey, type Settings } from './settings.js';
import {
  parseAnswerChars,
  parseBoolean,
  parseFixedNamespaces,
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
  answerChars: 40_000,
  callMs: 600_000,
  pluginStartMs: 10_000,
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
  'tools.fixed.tenant',
  'tools.fixed.namespaces',
  'limits.answerChars',
  'limits.callMs',
  'limits.pluginStartMs',
  'strict',
  'logLevel',
  'sandbox',
] as const satisfies SettingKey[];

/** What each source says, and where the files among them are. */
export interface Layers {
  flags: Settings;
  environment: Settings;
  dotenv: Settings;
  file: Settings;
  place: Pick<Config, 'folder' | 'file' | 'dotenv' | 'notes' | 'warnings' | 'mended'>;
}

/** Key by key: flags, then environment, then `.env`, then file, then default. */
export function merge({ flags, environment, dotenv, file, place }: Layers): Config {
  const variables = { ...dotenv, ...environment };
  const settings = { ...file, ...variables, ...flags };
  const { auth, origin: authOrigin, warnings } = resolveAuth(variables, file);
  const plugins = read(settings, 'plugins', pluginEntries);
  const sandbox = read(settings, 'sandbox', parseSandbox);
  const { kestra, tenantOrigin } = kestraConfig(settings);
  return {
    kestra: { ...kestra, auth },
    ...(plugins && { plugins }),
    tools: toolsConfig(settings),
    limits: {
      answerChars: read(settings, 'limits.answerChars', parseAnswerChars) ?? DEFAULTS.answerChars,
      callMs: read(settings, 'limits.callMs', parseTimeout) ?? DEFAULTS.callMs,
      pluginStartMs: read(settings, 'limits.pluginStartMs', parseTimeout) ?? DEFAULTS.pluginStartMs,
    },
    strict: read(settings, 'strict', parseBoolean) ?? false,
    logLevel: read(settings, 'logLevel', parseLevel) ?? DEFAULTS.logLevel,
    ...(sandbox && { sandbox }),
    ...place,
    ...withWarnings([
      ...(place.warnings ?? []),
      ...warnings,
      ...overruled([environment, dotenv, file], settings),
    ]),
    origins: { ...origins(settings), 'kestra.tenant': tenantOrigin, 'kestra.auth': authOrigin },
  };
}

/** Placeholders in the place of which another source has the value. */
function overruled(layers: readonly Settings[], settings: Settings): string[] {
  return layers.flatMap((layer) =>
    (Object.keys(layer) as SettingKey[])
      .filter((key) => settings[key] !== layer[key])
      .flatMap((key) => passedOver(layer[key])),
  );
}

function withWarnings(warnings: string[]): Pick<Config, 'warnings'> {
  return warnings.length > 0 ? { warnings } : {};
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
  const named = [
    tenantFrom(settings['tools.fixed.tenant'], 'is', read(settings, 'tools.fixed.tenant', parseTenant)),
    tenantFrom(settings['kestra.tenant'], 'is', read(settings, 'kestra.tenant', parseTenant)),
    tenantFrom(settings['kestra.baseUrl'], 'ends in the tenant', url.tenant),
  ].filter((each) => each !== undefined);
  const [first] = named;
  if (first === undefined) return { tenant: DEFAULTS.tenant, origin: 'default' };
  const other = named.find(({ tenant }) => tenant !== first.tenant);
  if (other === undefined) return { tenant: first.tenant, origin: first.origin };
  throw new ConfigError(`${other.words}, but ${first.words}.`, {
    hint: 'Make the two agree, or leave one of them out.',
  });
}

function tenantFrom(setting: Setting | undefined, verb: string, tenant: string | undefined) {
  if (setting === undefined || tenant === undefined) return undefined;
  return { tenant, origin: setting.origin, words: `${setting.subject} ${verb} "${tenant}"` };
}

function toolsConfig(settings: Settings): ToolsConfig {
  const only = read(settings, 'tools.only', parseNames);
  return {
    enable: read(settings, 'tools.enable', parseNames) ?? [],
    ...(only && { only }),
    disable: read(settings, 'tools.disable', parseNames) ?? [],
    readOnly: read(settings, 'tools.readOnly', parseBoolean) ?? false,
    ...fixedParameters(settings),
  };
}

function fixedParameters(settings: Settings): { fixed?: FixedParameters } {
  const tenant = read(settings, 'tools.fixed.tenant', parseTenant);
  const names = read(settings, 'tools.fixed.namespaces', parseFixedNamespaces);
  if (tenant === undefined && names === undefined) return {};
  const one = typeof names === 'string' ? { namespace: names, namespaces: [names] } : undefined;
  const fixed = { ...(tenant && { tenant }), ...(one ?? (names && { namespaces: [...names] })) };
  return { fixed: fixed as FixedParameters };
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
