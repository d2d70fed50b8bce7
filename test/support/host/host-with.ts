import { afterAll } from '@jest/globals';
import * as z from 'zod';
import type { Config } from '../../../core/src/config/config.js';
import { type Host, startHost } from '../../../core/src/host/host.js';
// The plugins import this module, and jest cannot link it twice at the same time.
import '../../../core/src/index.js';
import { KestraClient } from '../../../core/src/kestra/client.js';
import { Tool, ToolGroup } from '../../../core/src/plugin/author/decorators.js';
import { definePlugin } from '../../../core/src/plugin/author/define.js';
import type { TableKestra } from '../kestra/use-kestra.js';
import { CONFIG } from './runtime.js';

@ToolGroup({ name: 'asking', title: 'Asking' })
class Asking {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'get_version',
    description: 'D.',
    effect: 'read',
    input: z.strictObject({}),
    output: z.looseObject({ version: z.string() }),
  })
  async getVersion() {
    const { version = '' } = await this.kestra.instance.configs();
    return { version };
  }
}
/** A plugin that asks Kestra for its version. */
export const askingPlugin = definePlugin({ id: 'asking', groups: [Asking] });

const started: Host[] = [];
afterAll(() => Promise.all(started.map((host) => host.close())));

/** A host that uses this Kestra. The configuration contains the plugins as objects. */
export async function hostWith(
  kestra: TableKestra,
  config: Partial<Config>,
  plugins: object[],
): Promise<Host> {
  const host = await startHost({
    ...CONFIG,
    kestra: { ...kestra.settings(), auth: { kind: 'basic', username: 'ann', password: 'hunter2' } },
    plugins: plugins.map((plugin) => ({ plugin, options: {} })),
    file: '/config.ts',
    origins: { 'tools.disable': 'ENV' },
    ...config,
  });
  started.push(host);
  return host;
}

/** Disables all tools. Tests enable the ones that they need. */
export const ALL_OFF = { enable: [], disable: ['*'], readOnly: false };
