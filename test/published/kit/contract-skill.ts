import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginDefinition } from '@kestra-mcp/core';
import { isPlugin, type PluginManifest } from '@kestra-mcp/core/host';

const SHORTEST_DESCRIPTION = 40;
/** A model reads all of it before it does anything; what few tasks need belongs into a file beside it. */
const LARGEST_TEXT = 16_000;
/** `[text](path)` and `![text](path)`, without what is quoted as code. */
const LINK = /\]\(<?([^)\s>]+)>?(?:\s[^)]*)?\)/g;
const CODE = /^(`{3,}|~{3,})[\s\S]*?^\1|`[^`\n]*`/gm;

/** What is wrong with the skills of a plugin, beyond what keeps them from being served; its files are read. */
export function checkSkills(
  plugin: PluginDefinition | PluginManifest,
  { skills = [] }: PluginManifest,
): string[] {
  const folders = isPlugin(plugin) ? (plugin.skills ?? []).map(({ folder }) => fileURLToPath(folder)) : [];
  return [
    ...skills.flatMap(({ name, description, files }) => [
      ...(description.trim().length < SHORTEST_DESCRIPTION
        ? [`the skill ${name} is described in few words: say what it does, and when to use it.`]
        : []),
      ...files
        .filter(({ path, size }) => path.endsWith('.md') && size > LARGEST_TEXT)
        .map(
          ({ path, size }) =>
            `the skill ${name} has ${path} of ${size} bytes, more than ${LARGEST_TEXT}: part it.`,
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
        : [`the skill ${skill.name} links in ${path} to ${target}, which ${fault}.`];
    });
  });
}

function faultOf(target: string, folder: string, from: string): string | undefined {
  const [path = ''] = target.split('#');
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
  const file = join(folder, dirname(from), decodeURI(path));
  const below = relative(folder, file);
  if (below.split(sep)[0] === '..' || path.startsWith('/')) return 'is outside of its folder';
  return existsSync(file) ? undefined : 'is not there';
}
