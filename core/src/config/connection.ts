import { ConfigError } from '../foundation/errors.js';
import { hostOf } from './address-host.js';
import { resolveAuth } from './auth.js';
import { type BaseUrl, parseBaseUrl } from './base-url.js';
import type { KestraConfig, Origin, Withheld } from './config.js';
import { addressOf, maySend, ownersOf, withAddress } from './layers/destination.js';
import { isBeyond, type Kind, type Layer, nearest, saidOf } from './layers/layer.js';
import { proxyFor } from './proxy.js';
import { read, type Setting, type Settings } from './settings.js';
import { filled } from './sources/environment.js';
import { isBlank, parseTenant, parseTimeout, parseVersion } from './values/values.js';

const DEFAULTS = { baseUrl: 'http://localhost:8080/api/v1', tenant: 'main', timeoutMs: 30_000 } as const;

/** The Kestra instance that the layers configure, and the credentials for it. */
export interface Connection {
  kestra: KestraConfig;
  origins: Record<string, Origin>;
  warnings: string[];
  withheld?: Withheld;
}

/** `agreed` is what the user saw and confirmed when trusting the folder. */
export function connectionOf(layers: readonly Layer[], agreed?: Withheld): Connection {
  const trusted = layers.filter((layer) => layer.trusted);
  const found = resolveAuth(credentialGroups(trusted));
  const owners = ownersOf(trusted, found.used);
  const address = addressOf(trusted, owners);
  const settings = withAddress(nearest(trusted), address.setting);
  const url = read(settings, 'kestra.baseUrl', parseBaseUrl) ?? { baseUrl: DEFAULTS.baseUrl };
  const proxy = proxyOn(trusted, url.baseUrl);
  const to = [url.baseUrl, ...(proxy ? [proxy.proxy.address] : [])].map(hostOf).join(' through ');
  const isAgreed = agreed?.from === found.origin && agreed.to === to;
  const isSent = isAgreed || maySend(owners, [address.kind, proxy?.kind]);
  const { tenant, origin } = tenantOf(ownTenant(trusted, settings, address.kind), url);
  const version = read(settings, 'kestra.version', parseVersion);
  const timeoutMs = read(settings, 'kestra.timeoutMs', parseTimeout) ?? DEFAULTS.timeoutMs;
  const base = { baseUrl: url.baseUrl, tenant, ...(version && { version }), timeoutMs };
  return {
    kestra: { ...base, auth: isSent ? found.auth : { kind: 'none' }, ...(proxy && { proxy: proxy.proxy }) },
    origins: {
      'kestra.baseUrl': address.setting?.origin ?? 'default',
      'kestra.tenant': origin,
      'kestra.auth': isSent ? found.origin : 'default',
    },
    warnings: found.warnings,
    ...(!isSent && { withheld: { from: found.origin, to } }),
  };
}

/** Groups credentials by layer. The environment and the nearest `.env` count as one layer. */
function credentialGroups(layers: readonly Layer[]): Settings[] {
  const environment = layers.find(({ kind }) => kind === 'environment');
  const dotenv = layers.find((layer) => layer.dotenv !== undefined);
  const others = layers.filter((layer) => layer !== environment && layer !== dotenv);
  return [{ ...dotenv?.settings, ...environment?.settings }, ...others.map(({ settings }) => settings)];
}

/** The proxy for a URL, and the layer that sets it. */
function proxyOn(layers: readonly Layer[], baseUrl: string) {
  const proxy = proxyFor(baseUrl, filled(layers.map(({ variables }) => variables)));
  if (proxy === undefined) return undefined;
  const owner = layers.find(({ variables }) => !isBlank(variables?.[proxy.variable]));
  return { proxy, kind: owner?.kind };
}

/** If a file has its own base URL, a tenant from a farther layer belongs to another URL. */
function ownTenant(layers: readonly Layer[], settings: Settings, address: Kind | undefined): Settings {
  const [said] = saidOf(layers, 'kestra.tenant');
  const isFile = address === 'named' || address === 'folder' || address === 'user';
  if (said === undefined || !isFile || !isBeyond(said.layer.kind, address)) return settings;
  if (read(settings, 'kestra.baseUrl', parseBaseUrl)?.tenant === undefined) return settings;
  const { 'kestra.tenant': _, ...others } = settings;
  return others;
}

/** Two different tenants are always an error: a guess might change the wrong one. */
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
    hint: 'Set both to the same value, or remove one of them.',
  });
}

function tenantFrom(setting: Setting | undefined, verb: string, tenant: string | undefined) {
  if (setting === undefined || tenant === undefined) return undefined;
  return { tenant, origin: setting.origin, words: `${setting.subject} ${verb} "${tenant}"` };
}
