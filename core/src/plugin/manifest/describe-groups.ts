import type { ToolGroupOptions } from '../author/metadata.js';
import type { GroupManifest } from './manifest.js';

/** Each group once, as it was first described. */
export function groupsOf(groups: readonly (ToolGroupOptions | undefined)[]): GroupManifest[] {
  const byName = new Map<string, GroupManifest>();
  for (const group of groups) {
    if (!group || byName.has(group.name)) continue;
    const { name, title, instructions } = group;
    byName.set(name, { name, title, ...(instructions && { instructions }) });
  }
  return [...byName.values()];
}
