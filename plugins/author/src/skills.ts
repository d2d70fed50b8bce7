import type { PluginSkill } from '@kestra-mcp/core';
import { AUTHOR } from './author.js';

/** What a model is told of writing and migrating flows. */
export const SKILLS: readonly PluginSkill[] = ['write-kestra-flow', 'migrate-flows-to-kestra-2'].map(
  (name) => ({ group: AUTHOR, folder: new URL(`../skills/${name}/`, import.meta.url) }),
);
