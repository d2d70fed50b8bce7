import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginDefinition } from '@kestra-mcp/core';
import { isPlugin, type PluginManifest } from '@kestra-mcp/core/host';

const SHORTEST_DESCRIPTION = 40;
/** A model reads the whole text before it begins. Details that few tasks need belong in another file. */
const LARGEST_TEXT = 16_000;
/** Matches `[text](path)` and `![text](path)`, after code has been removed. */
const LINK = /\]\(<?([^)\s>]+)>?(?:\s[^)]*)?\)/g;
const CODE = /^(`{3,}|~{3,})[\s\S]*?^\1|`[^`\n]*`/gm;

/** Reads the files of a plugin's skills and finds problems beyond those that keep the server from offering them. */
export function checkSkills(
  plugin: PluginDefinition | PluginManifest,
  { skills = [] }: PluginManifest,
): string[] {
  const folders = isPlugin(plugin) ? (plugin.skills ?? []).map(({ folder }) => fileURLToPath(folder)) : [];
  return [
    ...skills.flatMap(({ name, description, files }) => [
      ...(description.trim().length < SHORTEST_DESCRIPTION
        ? [`The description of the skill "${name}" is too short. Say what the skill does and when to use it.`]
        : []),
      ...files
        .filter(({ path, size }) => path.endsWith('.md') && size > LARGEST_TEXT)
        .map(
          ({ path, size }) =>
            `The file ${path} of the skill "${name}" has ${size} bytes, more than ${LARGEST_TEXT}. Split it.`,
        ),
    ]),
    ...folders.flatMap((folder, index) => brokenLinks(skills[index], folder)),
  ];
}

type Skill = NonNullable<PluginManifest['skills']>[number];

function brokenLinks(skill: Skill | undefined, folder: string): string[] {
  if (skill === undefined) return [];
  const texts = skill.files.filter(({ path }) => path.endsWith('.md'));
  return texts.flatMap(({ path }) => {
    const text = readFileSync(join(folder, path), 'utf8').replaceAll(CODE, '');
    return [...text.matchAll(LINK)].flatMap(([, target = '']) => {
      const fault = faultOf(target, folder, path);
      return fault === undefined
        ? []
        : [`The file ${path} of the skill "${skill.name}" links to ${target}, which ${fault}.`];
    });
  });
}

function faultOf(target: string, folder: string, from: string): string | undefined {
  const [path = ''] = target.split('#');
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
  const file = join(folder, dirname(from), decodeURI(path));
  const below = relative(folder, file);
  if (below.split(sep)[0] === '..' || path.startsWith('/')) return 'is outside the folder of the skill';
  return existsSync(file) ? undefined : 'does not exist';
}
