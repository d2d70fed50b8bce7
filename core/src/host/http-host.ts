import { knowCallersBy } from '../kestra/caller.js';
import { knownTo } from '../observe/start-traces.js';
import type { HttpHost, HttpMetrics, Open } from '../server/http/http-host.js';
import type { Host } from './host.js';

/** The host in the form that the HTTP server uses. */
export function httpHost(host: Host): HttpHost {
  const { stateKey } = host.config;
  if (stateKey !== undefined) knowCallersBy(stateKey);
  return {
    log: host.log,
    view: (seen) => host.view(seen),
    metrics: (open) => metricsOf(host, open),
    notReady: () => reasonOf(host),
  };
}

async function reasonOf(host: Host): Promise<string | undefined> {
  const { problems } = await host.readiness(host.config.http?.auth === 'kestra');
  return problems[0];
}

async function metricsOf(host: Host, open: Open): Promise<HttpMetrics> {
  const { startMetrics } = await import('../observe/metrics.js');
  const tools = () => [...host.selection().tools.values()].filter(({ enabled }) => enabled).length;
  return startMetrics({ version: host.version, isKnown: knownTo(host), tools, ...open });
}
