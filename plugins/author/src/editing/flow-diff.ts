import { cutText, maskSecrets } from '@kestra-mcp/core';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** Most lines that may differ: the time to find the shortest diff grows with their square. */
const MOST_DIFFERENT = 1_000;

/** One of two texts, with its name in the diff. */
export interface Version {
  name: string;
  source: string;
}

/** A unified diff of at most `most` characters. Empty for equal texts. */
export function flowDiff(from: Version, to: Version, most: number): string {
  return cutText(wholeDiff(from, to), most, {
    readOn: 'Read each with manage_flow, action get_yaml and revision.',
  });
}

/** A unified diff of any length. */
export function wholeDiff(from: Version, to: Version): string {
  // Mask before the diff: with a sign before each line, a secret of several lines would no longer be found.
  const [before, after] = [maskSecrets(from.source), maskSecrets(to.source)];
  if (before === after) return '';
  const options = {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
    maxEditLength: MOST_DIFFERENT,
  };
  const diff = createTwoFilesPatch(from.name, to.name, before, after, undefined, undefined, options);
  return diff ?? `More than ${MOST_DIFFERENT} lines differ.`;
}
