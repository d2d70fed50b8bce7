/** Clients read a skill whole, and what they have read stays in the conversation. */
export const LARGEST_SKILL_MD = 32 * 1024;
/** Of each other file, in bytes. */
export const LARGEST_FILE = 256 * 1024;
export const MOST_FILES = 50;
/** Of all files of a skill together, in bytes. */
export const LARGEST_SKILL = 1024 * 1024;

export const SKILL_MD = 'SKILL.md';

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;

/** True for a path below the skill's folder that is the same in a URI, in every file system, and nowhere else. */
export function isSkillPath(path: unknown): path is string {
  return (
    typeof path === 'string' && path.length <= 200 && path.split('/').every((part) => SEGMENT.test(part))
  );
}

/** How large a file of a skill may be. */
export function largestOf(path: string): number {
  return path === SKILL_MD ? LARGEST_SKILL_MD : LARGEST_FILE;
}
