import { readdirSync, readFileSync } from 'node:fs';

/** The root of the repository. */
export const ROOT = new URL('../../', import.meta.url);

/** Reads a file by its path from the root. Returns `undefined` if it does not exist. */
export function read(path) {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8');
  } catch {
    return undefined;
  }
}

/** The declarations in the decorators of each first-party plugin. */
export const manifests = readdirSync(new URL('plugins/', ROOT))
  .sort()
  .map((folder) => JSON.parse(read(`plugins/${folder}/kestra-mcp.manifest.json`)));

/** The purpose of a group, as a short sentence with a period. */
export function purposeOf({ groups: [group] }) {
  return group.instructions ?? group.title;
}
