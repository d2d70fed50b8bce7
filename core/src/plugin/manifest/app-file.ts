import { dirname, join } from 'node:path';

/** Largest app page, in bytes. A client fetches the whole page before it shows anything. */
export const LARGEST_APP = 150 * 1024;
/** Longest path, since the list contains it for each tool. */
const LONGEST_PATH = 100;
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** Describes what is wrong with the path of an app page; undefined if it can be served. */
export function appPathFault(path: unknown): string | undefined {
  if (typeof path !== 'string') return 'has a `ui` that is not a string';
  const segments = plainPath(path).split('/');
  const isFine = path.length <= LONGEST_PATH && path.endsWith('.html') && segments.every(isSegment);
  return isFine
    ? undefined
    : 'has a `ui` that is not the path of an HTML file in the folder of its main module or below, such as ./report.html';
}

/** `./report.html` is `report.html`. */
export function plainPath(path: string): string {
  return path.replace(/^\.\//, '');
}

/** The URI of the page. Tools of a plugin that name the same file share it. */
export function appUri(pluginId: string, path: string): string {
  return `ui://${pluginId}/${plainPath(path)}`;
}

/** The file of a page. `main` is the plugin's main module, which is bundled with the files next to it. */
export function appFile(main: string, path: string): string {
  return join(dirname(main), plainPath(path));
}

function isSegment(segment: string): boolean {
  return SEGMENT.test(segment);
}
