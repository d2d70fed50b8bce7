import { type Host, startHost } from '../../../core/src/host/host.js';
import type { ToolManifest } from '../../../core/src/plugin/manifest/manifest.js';
import { TENANT } from '../contract/requests/ids.js';
import { everyPlugin } from '../contract/requests/plugins.js';

/** A host with every plugin, at an instance of EE; calls that wait do so for a moment. */
export async function hostFor(baseUrl: string, { readOnly = false } = {}): Promise<Host> {
  // What is to be confirmed first would not reach Kestra.
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

/** Of all tools but those that wait by themselves: a second for each call is too long here. */
export function manifestsOf(host: Host): ToolManifest[] {
  const all = [...host.registry.tools.values()].map(({ manifest }) => manifest);
  return all.filter(({ name }) => name !== 'follow_execution_logs');
}
