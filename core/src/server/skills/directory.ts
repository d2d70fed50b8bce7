import { DIRECTORY } from './extension.js';
import { typeOf } from './file-type.js';
import { type SkillPlace, skillUri } from './skill-at.js';

/**
 * The files and folders directly inside a folder of a skill, according to its manifest. Undefined if the path is not a
 * folder.
 */
export function childrenOf({ selected: { feature }, path }: SkillPlace) {
  const prefix = path === '' ? '' : `${path}/`;
  const below = feature.manifest.files.filter((file) => file.path.startsWith(prefix));
  const folders = new Set<string>();
  const files = below.flatMap(({ path: whole, size }) => {
    const [name = '', ...deeper] = whole.slice(prefix.length).split('/');
    if (deeper.length > 0) folders.add(name);
    if (deeper.length > 0) return [];
    return [{ uri: skillUri(feature, whole), name, mimeType: typeOf(name), size }];
  });
  const directories = [...folders].map((name) => ({
    uri: skillUri(feature, `${prefix}${name}`),
    name,
    mimeType: DIRECTORY,
  }));
  return [...directories, ...files].sort((a, b) => (a.uri < b.uri ? -1 : 1));
}
