import { describeError } from '../foundation/errors.js';
import type { HttpHost } from '../server/http/http-host.js';
import type { Host } from './host.js';

/** The host as it is served over HTTP. */
export function httpHost(host: Host): HttpHost {
  return {
    log: host.log,
    view: (seen) => host.view(seen),
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
