import type { SkillManifest } from '../../plugin/manifest/manifest.js';
import { SKILL_MD } from '../../plugin/skills/limits.js';
import type { Registered } from '../../registry/registry.js';
import type { Selected, Selection } from '../../selection/selection.js';

const SCHEME = 'skill://';

export type SelectedSkill = Selected<SkillManifest>;

/** A skill, and a path below its folder; the folder itself is the empty path. */
export interface SkillPlace {
  selected: SelectedSkill;
  path: string;
}

/** Where clients find a file of a skill, or its folder. */
export function skillUri({ manifest, plugin }: Registered<SkillManifest>, path: string = SKILL_MD): string {
  return `${SCHEME}${plugin.manifest.id}/${manifest.name}${path === '' ? '' : `/${path}`}`;
}

export function isSkillUri(uri: string): boolean {
  return uri.startsWith(SCHEME);
}

/** The skill that a URI leads into, one that is switched off too; undefined where there is none. */
export function skillAt({ skills }: Selection, uri: string): SkillPlace | undefined {
  for (const selected of skills.values()) {
    const root = skillUri(selected.feature, '');
    if (uri === root) return { selected, path: '' };
    if (uri.startsWith(`${root}/`)) return { selected, path: uri.slice(root.length + 1) };
  }
  return undefined;
}
