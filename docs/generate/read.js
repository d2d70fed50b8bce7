import { readdirSync, readFileSync } from 'node:fs';

/** The repository's root. */
export const ROOT = new URL('../../', import.meta.url);

/** A file by its path from the root; `undefined` when there is none. */
export function read(path) {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8');
  } catch {
    return undefined;
  }
}

/** What the decorators of each first-party plugin declare. */
export const manifests = readdirSync(new URL('plugins/', ROOT))
  .sort()
  .map((folder) => JSON.parse(read(`plugins/${folder}/kestra-mcp.manifest.json`)));

/** What a group is for, in a few words that end with a full stop. */
export function purposeOf({ groups: [group] }) {
  return group.instructions ?? group.title;
}
