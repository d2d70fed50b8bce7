import { expect } from '@jest/globals';
import type { Effect } from '@kestra-mcp/core';
import type { StartOptions } from '../programs/environment.js';
import { runHost } from './raw.js';

/** One tool, resource or prompt as `list --json` prints it. */
export interface ListedTool {
  plugin: string;
  version: string;
  group: string;
  tool?: string;
  resource?: string;
  prompt?: string;
  skill?: string;
  effect: Effect;
  edition: string;
  enabled: boolean;
  reason: string;
  actions: { name: string; effect: Effect; enabled: boolean; reason: string }[];
}

/** The output of `list --json` with these flags, environment and folder. */
export async function listed(options: StartOptions = {}): Promise<ListedTool[]> {
  const { code, stdout, stderr } = await runHost({
    ...options,
    args: ['list', '--json', ...(options.args ?? [])],
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as ListedTool[];
}

/** Only the tools of it. */
export async function listedTools(options: StartOptions = {}): Promise<ListedTool[]> {
  return (await listed(options)).filter(({ tool }) => tool !== undefined);
}

/** The names of everything that is enabled: tools, `tool:action` for each action, resources and prompts. */
export function enabledNames(items: readonly ListedTool[]): string[] {
  return items.flatMap(({ tool, resource, prompt, skill, enabled, actions }) => {
    const name = tool ?? resource ?? prompt ?? skill ?? '';
    const on = actions.filter((action) => action.enabled).map((action) => `${name}:${action.name}`);
    return enabled ? [name, ...on] : on;
  });
}
