import type { Config } from '../config/config.js';
import { BRAND } from '../foundation/brand.js';
import { ConfigError } from '../foundation/errors.js';
import type { KestraClient } from '../kestra/client.js';

/** Creates the Kestra client on first use, and with `--sandbox` also the in-memory simulator behind it. */
export class Backend {
  private started: Promise<Started> | undefined;

  constructor(private readonly config: Config) {}

  async kestra(): Promise<KestraClient> {
    return (await this.start()).client;
  }

  /** The host's objects that plugins can inject, by brand. */
  async injectables(): Promise<Readonly<Record<string, object>>> {
    const { client, brand } = await this.start();
    return { [brand]: client };
  }

  async close(): Promise<void> {
    await (await this.started)?.stop();
  }

  private start(): Promise<Started> {
    this.started ??= start(this.config);
    return this.started;
  }
}

interface Started {
  client: KestraClient;
  brand: string;
  stop(): Promise<void>;
}

async function start({ kestra, sandbox, tools, http }: Config): Promise<Started> {
  const { KestraClient } = await import('../kestra/client.js');
  const brand = KestraClient[BRAND];
  const limits = { readOnly: tools.readOnly, namespaces: tools.fixed?.namespaces };
  if (sandbox === undefined)
    return {
      client: new KestraClient({ ...kestra, callersOnly: http?.auth === 'kestra' }, limits),
      brand,
      stop: async () => undefined,
    };
  const { startSandbox } = await import('@kestra-mcp/testing/sandbox').catch((cause: unknown) => {
    throw new ConfigError('The sandbox is not installed with this server.', { cause });
  });
  const running = await startSandbox({ mode: sandbox });
  const { timeoutMs } = kestra;
  const auth = { kind: 'none' } as const;
  const settings = { baseUrl: running.baseUrl, tenant: 'main', auth, timeoutMs, ui: false };
  return { client: new KestraClient(settings, limits), brand, stop: () => running.close() };
}
