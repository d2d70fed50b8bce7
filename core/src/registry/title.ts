import { namedActions } from '../plugin/manifest/action-texts.js';
import type { ToolManifest } from '../plugin/manifest/manifest.js';

/**
 * "Find flow" for `find_flow` and `findFlow`. `manage_orders` becomes "Orders", so the title stays correct when some of
 * its actions are disabled.
 */
export function titleFrom({ name, actions }: Pick<ToolManifest, 'name' | 'actions'>): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z0-9]+$/.test(word) ? word : word.toLowerCase()));
  const managed = namedActions(actions).length > 0 && words[0] === 'manage' && words.length > 1;
  const text = words.slice(managed ? 1 : 0).join(' ') || name;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
