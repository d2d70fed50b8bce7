import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeError } from '../../foundation/errors.js';
import { sha256 } from '../../foundation/keys/hash.js';
import { readLimitedBytesSync } from '../../foundation/read-limited.js';
import { checkSkill } from '../load/check.js';
import type { SkillFileManifest, SkillManifest } from '../manifest/manifest.js';
import type { PluginSkill } from './declaration.js';
import { frontmatterOf } from './frontmatter.js';
import { isSkillPath, LARGEST_SKILL, largestOf, MOST_FILES, SKILL_MD } from './limits.js';

/** Maps the name of a skill to its folder. If undefined, the plugin's code says where it is. */
export type SkillFolder = (name: string) => string;

/** What a manifest contains of a skill: its front matter, and each file with its digest. */
export function describeSkill(skill: PluginSkill, folderOf?: SkillFolder): SkillManifest {
  const stated = skillFolderOf(skill);
  const folder = folderOf?.(basename(stated)) ?? stated;
  const name = basename(folder);
  const wrong = checkSkill(name, skill);
  try {
    checkFolder(folder);
    const paths = filesIn(folder);
    if (!paths.includes(SKILL_MD)) throw new Error(`it contains no ${SKILL_MD}`);
    const files = paths.map((path) => describeFile(folder, path));
    const frontmatter = frontmatterAt(join(folder, SKILL_MD));
    if (frontmatter.name !== name)
      throw new Error(
        `the name in ${SKILL_MD} is "${frontmatter.name}", which is not the name of the folder`,
      );
    const total = files.reduce((sum, { size }) => sum + size, 0);
    if (total > LARGEST_SKILL)
      throw new Error(`its files have ${total} bytes, but at most ${LARGEST_SKILL} are allowed`);
    return {
      name,
      group: skill.group.name,
      description: frontmatter.description,
      ...(skill.edition && { edition: skill.edition }),
      ...(skill.optIn && { optIn: true as const }),
      frontmatter,
      files,
    };
  } catch (error) {
    throw wrong(`cannot be used (${folder}): ${describeError(error)}`);
  }
}

/** The folder that the plugin's code names. */
export function skillFolderOf({ folder }: PluginSkill): string {
  return fileURLToPath(folder).replace(/[/\\]+$/, '');
}

/** A link could point somewhere else when the skill is read later. */
function checkFolder(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined) throw new Error('the folder does not exist');
  if (!found.isDirectory())
    throw new Error(`it is a ${found.isSymbolicLink() ? 'link' : 'file'}, not a folder`);
}

function frontmatterAt(file: string) {
  try {
    return frontmatterOf(new TextDecoder('utf-8', { fatal: true }).decode(readLimitedBytesSync(file)));
  } catch (error) {
    throw new Error(
      `${SKILL_MD} ${error instanceof TypeError ? 'is not encoded as UTF-8' : describeError(error)}`,
    );
  }
}

function describeFile(folder: string, path: string): SkillFileManifest {
  const most = largestOf(path);
  const { size } = lstatSync(join(folder, path));
  if (size > most) throw new Error(`${path} is larger than ${most} bytes`);
  const bytes = readLimitedBytesSync(join(folder, path), most);
  return { path, size: bytes.byteLength, digest: `sha256:${sha256(bytes)}` };
}

/** The paths in order. Hidden files are skipped, and links are rejected because they could point to any file. */
function filesIn(folder: string, below = ''): string[] {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  const files = entries
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) => pathsOf(entry, folder, below === '' ? entry.name : `${below}/${entry.name}`));
  if (files.length > MOST_FILES) throw new Error(`it has more than ${MOST_FILES} files`);
  return files.sort();
}

function pathsOf(entry: Dirent, folder: string, path: string): string[] {
  if (!isSkillPath(path)) throw new Error(`"${path}" has a name that not every client can request`);
  if (entry.isDirectory()) return filesIn(folder, path);
  if (!entry.isFile()) throw new Error(`"${path}" is a link or a device, not a file`);
  if (entry.name === SKILL_MD && path !== SKILL_MD) throw new Error(`"${path}" would be a separate skill`);
  return [path];
}
