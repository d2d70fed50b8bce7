import { passedOver } from './auth.js';
import type { Config, Origin, PluginEntry, Withheld } from './config.js';
import { connectionOf } from './connection.js';
import { HTTP_KEYS, httpOf } from './http/http.js';
import { confirmOf, confirmOrigin } from './layers/confirm.js';
import { fixedOf } from './layers/fixed.js';
import { joined, type Layer, type Left, nearest, saidOf } from './layers/layer.js';
import { readOnlyOrigin, stillLimiting, switchesOf } from './layers/limits.js';
import { read, type SettingKey, type Settings } from './settings.js';
import {
  parseAnswerChars,
  parseBoolean,
  parseLevel,
  parseSandbox,
  parseStateKey,
  parseTimeout,
} from './values/values.js';

const DEFAULTS = { answerChars: 40_000, callMs: 600_000, pluginStartMs: 10_000, logLevel: 'error' } as const;

const KEYS = [
  'kestra.version',
  'kestra.timeoutMs',
  'plugins',
  'tools.preset',
  'tools.enable',
  'tools.only',
  'tools.disable',
  'tools.fixed.tenant',
  'tools.fixed.namespaces',
  'limits.answerChars',
  'limits.callMs',
  'limits.pluginStartMs',
  'strict',
  'logLevel',
  'sandbox',
] as const satisfies SettingKey[];

/** What is known besides the layers. */
export type Place = Pick<
  Config,
  'folder' | 'file' | 'dotenv' | 'files' | 'code' | 'notes' | 'warnings' | 'mended'
>;

/** The merged layers, and what an untrusted one set without effect. */
export interface Merged {
  config: Config;
  left: Left[];
}

/**
 * Merges layers, nearest first. For each key the nearest wins, limits add up, and an untrusted folder can only limit.
 */
export function merge(layers: readonly Layer[], place: Place, agreed?: Withheld): Merged {
  const settings = nearest(layers);
  const plugins = read(settings, 'plugins', pluginEntries);
  const sandbox = read(settings, 'sandbox', parseSandbox);
  const http = httpOf(settings);
  const { kestra, origins, warnings, withheld } = connectionOf(layers, agreed);
  const stateKey = read(settings, 'stateKey', parseStateKey);
  const confirm = confirmOf(layers);
  const { fixed, left } = fixedOf(layers, kestra.tenant);
  const told = [...(place.warnings ?? []), ...warnings, ...overruled(layers, settings)];
  const advice = stillLimiting(layers);
  const config = {
    kestra,
    ...(plugins && { plugins }),
    tools: {
      ...switchesOf(layers),
      ...(fixed && { fixed }),
      ...(confirm.length > 0 && { confirm }),
    },
    limits: {
      answerChars: read(settings, 'limits.answerChars', parseAnswerChars) ?? DEFAULTS.answerChars,
      callMs: read(settings, 'limits.callMs', parseTimeout) ?? DEFAULTS.callMs,
      pluginStartMs: read(settings, 'limits.pluginStartMs', parseTimeout) ?? DEFAULTS.pluginStartMs,
    },
    strict: read(settings, 'strict', parseBoolean) ?? false,
    logLevel: read(settings, 'logLevel', parseLevel) ?? DEFAULTS.logLevel,
    ...(stateKey && { stateKey }),
    ...(sandbox && { sandbox }),
    ...(http && { http }),
    ...place,
    ...(told.length > 0 && { warnings: told }),
    ...(advice.length > 0 && { advice }),
    ...(withheld && { withheld }),
    origins: { ...originsOf(settings, layers), ...origins },
  };
  return { config, left };
}

/** Placeholders for which another source has the value. */
function overruled(layers: readonly Layer[], settings: Settings): string[] {
  return layers
    .filter((layer) => layer.trusted)
    .flatMap((layer) =>
      (Object.keys(layer.settings) as SettingKey[])
        .filter((key) => settings[key] !== layer.settings[key])
        .flatMap((key) => passedOver(layer.settings[key])),
    );
}

/** The schema has checked the list. Only files have this key. */
function pluginEntries(value: unknown): PluginEntry[] {
  const entries = value as (string | object | [string | object, Record<string, unknown>?])[];
  return entries.map((entry) => {
    const [plugin, options = {}] = Array.isArray(entry) ? entry : [entry];
    return { plugin, options };
  });
}

function originsOf(settings: Settings, layers: readonly Layer[]): Record<string, Origin> {
  const known = Object.fromEntries(
    [...KEYS, ...HTTP_KEYS].map((key) => [key, settings[key]?.origin ?? 'default']),
  );
  const namespaces = saidOf(layers, 'tools.fixed.namespaces').map(({ setting }) => setting.origin);
  return {
    ...known,
    'tools.readOnly': readOnlyOrigin(layers),
    'tools.confirm': confirmOrigin(layers),
    'tools.fixed.namespaces': joined(namespaces) || 'default',
  };
}
