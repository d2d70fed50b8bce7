import { afterAll } from '@jest/globals';
import type { ToolsConfig } from '../../../core/src/config/config.js';
import { type Host, startHost as start } from '../../../core/src/host/host.js';
import { CONFIG } from './runtime.js';

const started: Host[] = [];
afterAll(() => Promise.all(started.map((host) => host.close())));

/** A host in this process with these plugins, without a Kestra. */
export async function startHost(tools: Partial<ToolsConfig> = {}, ...plugins: object[]): Promise<Host> {
  const host = await start({
    ...CONFIG,
    tools: { ...CONFIG.tools, ...tools },
    plugins: plugins.map((plugin) => ({ plugin, options: {} })),
    file: '/config.ts',
  });
  started.push(host);
  return host;
}
