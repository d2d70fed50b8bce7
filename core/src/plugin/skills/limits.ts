/** Clients read the whole SKILL.md, and it stays in the conversation. */
export const LARGEST_SKILL_MD = 32 * 1024;
/** Size of each other file, in bytes. */
export const LARGEST_FILE = 256 * 1024;
export const MOST_FILES = 50;
/** Size of all files of a skill together, in bytes. */
export const LARGEST_SKILL = 1024 * 1024;

export const SKILL_MD = 'SKILL.md';

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;

/** True for a path inside the skill's folder that is the same in URIs and in every file system. */
export function isSkillPath(path: unknown): path is string {
  return (
    typeof path === 'string' && path.length <= 200 && path.split('/').every((part) => SEGMENT.test(part))
  );
}

/** The size limit of a file in a skill. */
export function largestOf(path: string): number {
  return path === SKILL_MD ? LARGEST_SKILL_MD : LARGEST_FILE;
}
