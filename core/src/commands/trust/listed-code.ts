import { relative, sep } from 'node:path';
import { counted } from '../../foundation/counted.js';

/** Most code files, and most package folders, that are listed. A package may have hundreds. */
const MOST = 20;
/** Text that can be shown unquoted, because it cannot be mistaken for another row or list item. */
const PLAIN = /^[^\s,"()]+$/;
const PACKAGES = 'node_modules';

/** The code files as a list. Those in a `node_modules` are counted for each package folder. */
export function listedCode(paths: readonly string[], folder: string): string {
  const files: string[] = [];
  const packages = new Map<string, string[]>();
  for (const path of paths.map((each) => relative(folder, each) || each)) {
    const place = packagesOf(path);
    if (place === undefined) files.push(path);
    else packages.set(place, [...(packages.get(place) ?? []), path]);
  }
  const inPackages = [...packages].map(([place, inside]) => countedIn(place, inside));
  return [...first(files.map(named), 'files'), ...first(inPackages, 'packages')].join(', ');
}

function first(items: readonly string[], what: string): string[] {
  const more = items.length - MOST;
  return [...items.slice(0, MOST), ...(more > 0 ? [`and ${more} more ${what}`] : [])];
}

function countedIn(place: string, [first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? named(first) : `${named(place)}: ${counted(others.length + 1, 'file')}`;
}

/** The `node_modules` of a package folder. In the one of the trusted folder, each package may be a plugin. */
function packagesOf(path: string): string | undefined {
  const words = path.split(sep);
  const at = words.indexOf(PACKAGES);
  if (at === -1) return undefined;
  const isOwn = words.slice(0, at).every((word) => word === '..');
  const scope = words[at + 1]?.startsWith('@') ? 1 : 0;
  return words.slice(0, isOwn ? at + 2 + scope : at + 1).join(sep);
}

export function named(item: string): string {
  return PLAIN.test(item) ? item : JSON.stringify(item);
}
