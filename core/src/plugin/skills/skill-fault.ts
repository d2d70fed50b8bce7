import { quoted } from '../author/names.js';
import { isSkillPath, LARGEST_SKILL, largestOf, MOST_FILES, SKILL_MD } from './limits.js';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const LONGEST_DESCRIPTION = 1_024;
const LONGEST_COMPATIBILITY = 500;

type Item = Readonly<Record<string, unknown>>;

/**
 * Describes what is wrong with a skill in a manifest, continuing a sentence that starts with its name; undefined if
 * every client accepts it.
 */
export function skillFault({ name, description, frontmatter, files }: Item): string | undefined {
  if (!NAME.test(String(name))) return 'needs a name of lowercase letters, digits and single hyphens';
  const { length } = String(description);
  if (length === 0 || length > LONGEST_DESCRIPTION)
    return `has a description of ${length} characters, but 1 to ${LONGEST_DESCRIPTION} are allowed`;
  return frontmatterFault(frontmatter, { name, description }) ?? filesFault(files);
}

function frontmatterFault(given: unknown, { name, description }: Item): string | undefined {
  if (!isObject(given)) return 'has no `frontmatter`';
  if (given.name !== name || given.description !== description)
    return 'has a `frontmatter` with a different name or description';
  const { compatibility, metadata } = given;
  if (
    compatibility !== undefined &&
    (typeof compatibility !== 'string' || compatibility.length > LONGEST_COMPATIBILITY)
  )
    return `has a \`compatibility\` that is not a string of at most ${LONGEST_COMPATIBILITY} characters`;
  const isPlain = isObject(metadata) && Object.values(metadata).every((value) => typeof value === 'string');
  return metadata === undefined || isPlain
    ? undefined
    : 'has `metadata` that is not a map of strings: quote its values';
}

function filesFault(files: unknown): string | undefined {
  if (!Array.isArray(files) || files.length > MOST_FILES)
    return `has no list of at most ${MOST_FILES} \`files\``;
  const odd = files.find((file) => !isFile(file));
  if (odd !== undefined) return `has an invalid file ${quoted((odd as { path?: unknown })?.path)}`;
  const paths = new Set(files.map(({ path }) => path));
  if (!paths.has(SKILL_MD)) return `has no ${SKILL_MD}`;
  if (paths.size < files.length) return 'lists a file twice';
  const total = files.reduce((sum, { size }) => sum + size, 0);
  return total > LARGEST_SKILL ? `has ${total} bytes, but at most ${LARGEST_SKILL} are allowed` : undefined;
}

function isFile(file: unknown): boolean {
  if (!isObject(file) || !isSkillPath(file.path)) return false;
  const { path, size, digest } = file as { path: string; size: unknown; digest: unknown };
  const isSize = Number.isSafeInteger(size) && (size as number) >= 0 && (size as number) <= largestOf(path);
  return isSize && DIGEST.test(String(digest));
}

function isObject(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
