import { type App, alreadyExists, type KestraClient } from '@kestra-mcp/core';
import { oneYaml } from '../one-yaml.js';
import { idsOf } from '../yaml-ids.js';

/** Creates an app, or updates the one with exactly this namespace and id. Any other error goes to the caller. */
export async function saveApp({ apps }: KestraClient, given: string): Promise<App> {
  const yaml = oneYaml(given);
  try {
    return await apps.create(yaml);
  } catch (error) {
    if (!alreadyExists(error)) throw error;
    const { namespace, id } = idsOf(yaml);
    const present = await apps.find(namespace, id);
    if (present === undefined) throw error;
    return await apps.update(present.uid, yaml);
  }
}
