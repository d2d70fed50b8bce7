import { describeError } from '../foundation/errors.js';
import { knownTo } from '../observe/start-traces.js';
import type { HttpHost, HttpMetrics, Open } from '../server/http/http-host.js';
import type { Host } from './host.js';

/** The host as it is served over HTTP. */
export function httpHost(host: Host): HttpHost {
  return {
    log: host.log,
    view: () => host,
    metrics: (open) => metricsOf(host, open),
    notReady: () => reasonOf(host),
  };
}

async function reasonOf(host: Host): Promise<string | undefined> {
  const [broken] = host.registry.quarantined;
  if (broken !== undefined) return `The plugin ${broken.source} cannot be used.`;
  try {
    await (await host.kestra()).instance.configs();
    return undefined;
  } catch (error) {
    return describeError(error);
  }
}

async function metricsOf(host: Host, open: Open): Promise<HttpMetrics> {
  const { startMetrics } = await import('../observe/metrics.js');
  const tools = () => [...host.selection().tools.values()].filter(({ enabled }) => enabled).length;
  return startMetrics({ version: host.version, isKnown: knownTo(host), tools, ...open });
}
