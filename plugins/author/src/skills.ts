import type { PluginSkill } from '@kestra-mcp/core';
import { AUTHOR } from './author.js';

/** Skills that teach a model how to write and migrate flows. */
export const SKILLS: readonly PluginSkill[] = ['write-kestra-flow', 'migrate-flows-to-kestra-2'].map(
  (name) => ({ group: AUTHOR, folder: new URL(`../skills/${name}/`, import.meta.url) }),
);
