import type { PluginSkill } from '@kestra-mcp/core';
import { DIAGNOSE } from './diagnose.js';

/** What a model is told of finding the cause of a failure. */
export const SKILLS: readonly PluginSkill[] = [
  { group: DIAGNOSE, folder: new URL('../skills/diagnose-kestra-execution/', import.meta.url) },
];
