import type { KestraClient } from '@kestra-mcp/core';
import type { Place } from './move.js';
import { type FileNames, keptNote } from './names.js';

/** Creates a directory, which may be there already, but not under another name. */
export async function createDirectory(kestra: KestraClient, names: FileNames, { namespace, path }: Place) {
  if (/[ +]/.test(path) && (await kestra.files.stats(namespace, path)) !== undefined)
    names.refuseOther(namespace, path);
  await kestra.files.createDirectory(namespace, path);
  names.remember(namespace, path);
  return { status: 'directory_created', ...keptNote(path) };
}
