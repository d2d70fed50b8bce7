import type { SkillManifest } from '../../plugin/manifest/manifest.js';
import { SKILL_MD } from '../../plugin/skills/limits.js';
import type { Registered } from '../../registry/registry.js';
import type { Selected, Selection } from '../../selection/selection.js';

const SCHEME = 'skill://';

export type SelectedSkill = Selected<SkillManifest>;

/** A skill, and a path in its folder. The path is empty for the folder itself. */
export interface SkillPlace {
  selected: SelectedSkill;
  path: string;
}

/** The URI of a skill's file or folder. */
export function skillUri({ manifest, plugin }: Registered<SkillManifest>, path: string = SKILL_MD): string {
  return `${SCHEME}${plugin.manifest.id}/${manifest.name}${path === '' ? '' : `/${path}`}`;
}

export function isSkillUri(uri: string): boolean {
  return uri.startsWith(SCHEME);
}

/** Finds the skill of a URI, including disabled ones. Undefined if there is none. */
export function skillAt({ skills }: Selection, uri: string): SkillPlace | undefined {
  for (const selected of skills.values()) {
    const root = skillUri(selected.feature, '');
    if (uri === root) return { selected, path: '' };
    if (uri.startsWith(`${root}/`)) return { selected, path: uri.slice(root.length + 1) };
  }
  return undefined;
}
