import type { PluginSkill } from '@kestra-mcp/core';
import { DIAGNOSE } from './diagnose.js';

/** The skill that teaches a model how to find the cause of a failure. */
export const SKILLS: readonly PluginSkill[] = [
  { group: DIAGNOSE, folder: new URL('../skills/diagnose-kestra-execution/', import.meta.url) },
];
