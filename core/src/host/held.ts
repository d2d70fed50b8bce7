import type { Config, FixedParameters, PluginEntry } from '../config/config.js';
import { BUNDLED } from '../plugin/load/known.js';
import { isLooser, tightenedBy } from '../selection/confirm.js';

/** The configuration to apply, and the changes that wait for a restart, in words that continue a sentence. */
export interface Held {
  config: Config;
  waiting: string[];
}

/**
 * Limits what an edit of the file can do without a restart. Not only the operator of the server can write files: an
 * agent can, too. So relaxed limits, another Kestra and added code wait for a restart or SIGHUP. All other changes take
 * effect immediately.
 */
export function held(before: Config, after: Config): Held {
  const steps = [heldReadOnly, heldFixed, heldConfirm, heldConnection, heldPlugins];
  return steps.reduce<Held>(
    ({ config, waiting }, step) => {
      const next = step(before, config);
      return { config: next.config, waiting: [...waiting, ...next.waiting] };
    },
    { config: after, waiting: [] },
  );
}

/** The HTTP settings are fixed at the start, whoever asks for the reload. Changes to them wait for a restart. */
export function asServed(before: Config, after: Config): Held {
  if (JSON.stringify(before.http) === JSON.stringify(after.http)) return { config: after, waiting: [] };
  const { http: _, ...others } = after;
  return { config: { ...others, ...(before.http && { http: before.http }) }, waiting: ['http'] };
}

function heldReadOnly(before: Config, after: Config): Held {
  if (!before.tools.readOnly || after.tools.readOnly) return { config: after, waiting: [] };
  return { config: keeping(before, after, 'readOnly'), waiting: ['tools.readOnly'] };
}

function heldFixed(before: Config, after: Config): Held {
  const { fixed } = before.tools;
  if (fixed === undefined || isAsNarrow(after.tools.fixed, fixed)) return { config: after, waiting: [] };
  return { config: keeping(before, after, 'fixed'), waiting: ['tools.fixed'] };
}

/** Stricter rules apply immediately, in addition to the present ones. Looser rules wait. */
function heldConfirm(before: Config, after: Config): Held {
  const { confirm } = before.tools;
  if (!isLooser(confirm, after.tools.confirm)) return { config: after, waiting: [] };
  const kept = tightenedBy(confirm, after.tools.confirm);
  return { config: { ...after, tools: { ...after.tools, confirm: kept } }, waiting: ['tools.confirm'] };
}

function keeping(before: Config, after: Config, key: 'readOnly' | 'fixed'): Config {
  const origins = Object.entries(before.origins).filter(([name]) => name.startsWith(`tools.${key}`));
  return {
    ...after,
    tools: { ...after.tools, [key]: before.tools[key] },
    origins: { ...after.origins, ...Object.fromEntries(origins) },
  };
}

/** True if `after` allows nothing that `before` refused. */
function isAsNarrow(after: FixedParameters = {}, before: FixedParameters): boolean {
  if (before.tenant !== undefined && after.tenant !== before.tenant) return false;
  const { namespaces } = before;
  if (namespaces === undefined) return true;
  const isWithin = (name: string) => namespaces.some((root) => name === root || name.startsWith(`${root}.`));
  return after.namespaces?.every(isWithin) ?? false;
}

const CONNECTION = { baseUrl: 'address', tenant: 'tenant', auth: 'credentials', proxy: 'proxy' } as const;

function heldConnection(before: Config, after: Config): Held {
  const keys = Object.keys(CONNECTION) as (keyof typeof CONNECTION)[];
  const changed = keys.filter(
    (key) => JSON.stringify(before.kestra[key]) !== JSON.stringify(after.kestra[key]),
  );
  if (changed.length === 0) return { config: after, waiting: [] };
  const { baseUrl, tenant, auth, proxy } = before.kestra;
  const { proxy: _, ...others } = after.kestra;
  const { withheld: _w, ...rest } = after;
  const names = ['kestra.baseUrl', 'kestra.tenant', 'kestra.auth'];
  const origins = Object.entries(before.origins).filter(([name]) => names.includes(name));
  return {
    config: {
      ...rest,
      ...(before.withheld && { withheld: before.withheld }),
      kestra: { ...others, baseUrl, tenant, auth, ...(proxy && { proxy }) },
      origins: { ...after.origins, ...Object.fromEntries(origins) },
    },
    waiting: changed.map((key) => `the ${CONNECTION[key]}`),
  };
}

function heldPlugins(before: Config, after: Config): Held {
  const known =
    before.folder === after.folder ? new Set(before.plugins?.map(({ plugin }) => plugin)) : new Set();
  const isNew = ({ plugin }: PluginEntry) =>
    typeof plugin === 'string' && !known.has(plugin) && !isHosts(plugin);
  const added = after.plugins?.filter(isNew) ?? [];
  if (added.length === 0) return { config: after, waiting: [] };
  return {
    config: { ...after, plugins: after.plugins?.filter((entry) => !isNew(entry)) ?? [] },
    waiting: added.map(({ plugin }) => `the plugin ${String(plugin)}`),
  };
}

/** Names of the bundled plugins, whose code is already part of the server. */
function isHosts(name: string): boolean {
  return name === 'bundled' || BUNDLED.some((id) => name === id || name === `@kestra-mcp/plugin-${id}`);
}
