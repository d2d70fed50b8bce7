import { describeError, KestraMcpError } from '../../foundation/errors.js';
import type { PluginDefinition } from '../author/define.js';
import { asPlugin, type PluginIdentity, problemOf } from '../load/identity.js';
import type { SkillFolder } from '../skills/describe-skill.js';
import { describePlugin } from './describe.js';
import type { PluginManifest } from './manifest.js';

/** Same as `describePlugin`, but every error names the plugin, whatever its code throws. */
export function describeNamed(
  identity: PluginIdentity,
  plugin: PluginDefinition,
  skillFolder?: SkillFolder,
): PluginManifest {
  try {
    return asPlugin(identity, () => describePlugin(plugin, identity.version, skillFolder));
  } catch (cause) {
    const { details, hint } = KestraMcpError.is(cause) ? cause : { details: [], hint: undefined };
    const what = KestraMcpError.is(cause) ? cause.message : describeError(cause);
    throw problemOf(identity, `cannot be used: ${what}`, {
      cause,
      details,
      hint: hint ?? 'Fix the plugin, or report this to its author.',
    });
  }
}
