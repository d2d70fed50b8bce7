import type { ToolGroupOptions } from '../author/metadata.js';

/**
 * Instructions that a model reads when a task calls for them: a folder with a `SKILL.md` in the form of Agent Skills, and
 * the files that it names.
 */
export interface PluginSkill {
  /** The group that it is switched with. */
  group: ToolGroupOptions;
  /** Its folder, `skills/<name>` of the package: `new URL('../skills/review-orders/', import.meta.url)`. */
  folder: URL;
  /** `EE`: shown only where the instance is Kestra Enterprise Edition. */
  edition?: 'EE';
  /** `true`: off until `tools.enable` has its name or its group. */
  optIn?: boolean;
}
