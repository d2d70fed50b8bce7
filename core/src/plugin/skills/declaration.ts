import type { ToolGroupOptions } from '../author/metadata.js';

/**
 * Instructions that a model reads when a task requires them: a folder with a `SKILL.md` in the Agent Skills format, and
 * the files that it names.
 */
export interface PluginSkill {
  /** The group that enables or disables it. */
  group: ToolGroupOptions;
  /** Its folder, `skills/<name>` in the package: `new URL('../skills/review-orders/', import.meta.url)`. */
  folder: URL;
  /** `EE`: only available if the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` names it or its group. */
  optIn?: boolean;
}
