import { type Host, startHost } from '../../../core/src/host/host.js';
import type { ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { TENANT } from '../contract/requests/ids.js';
import { everyPlugin } from '../contract/requests/plugins.js';

/** A host with every plugin, for an EE instance. Waiting calls wait only briefly. */
export async function hostFor(baseUrl: string, { readOnly = false } = {}): Promise<Host> {
  // Calls that need confirmation would not reach Kestra.
  const confirm = [{ rules: [{ name: '*', policy: 'never' as const }], origin: 'test', trusted: true }];
  const plugins = (await everyPlugin()).map((plugin) => ({ plugin, options: {} }));
  const host = await startHost({
    kestra: { baseUrl, tenant: TENANT, auth: { kind: 'none' }, timeoutMs: 30_000 },
    plugins,
    tools: { enable: ['*'], disable: [], readOnly, confirm },
    limits: { answerChars: 40_000, callMs: 60_000, pluginStartMs: 10_000 },
    strict: false,
    logLevel: 'critical',
    folder: '/',
    origins: {},
  });
  await host.learnEdition();
  return host;
}

/** All tools except those that always wait, because a second for each call is too long here. */
export function manifestsOf(host: Host): ToolManifest[] {
  const all = [...host.registry.tools.values()].map(({ manifest }) => manifest);
  return all.filter(({ name }) => name !== 'follow_execution_logs');
}
