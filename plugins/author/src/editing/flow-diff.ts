import { cutText, maskSecrets } from '@kestra-mcp/core';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** Lines that differ at most: the search for the shortest diff takes their square. */
const MOST_DIFFERENT = 1_000;

/** One of two texts, and what it is called. */
export interface Version {
  name: string;
  source: string;
}

/** A unified diff of at most so many characters; empty for equal texts. */
export function flowDiff(from: Version, to: Version, most: number): string {
  return cutText(wholeDiff(from, to), most, {
    readOn: 'manage_flow with action get_yaml and revision reads each.',
  });
}

/** The same, however long it is. */
export function wholeDiff(from: Version, to: Version): string {
  // A secret of several lines is not found any more once each of them has a sign before it.
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
