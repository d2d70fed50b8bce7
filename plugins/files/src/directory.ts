import { InputError, type KestraClient } from '@kestra-mcp/core';
import type { Place } from './move.js';
import { type FileNames, keptNote } from './names.js';

/** Creates a directory. It may exist, but not under another name, and not as a file, which Kestra would accept. */
export async function createDirectory(kestra: KestraClient, names: FileNames, { namespace, path }: Place) {
  const stats = await kestra.files.stats(namespace, path);
  if (stats !== undefined) names.refuseOther(namespace, path);
  if (stats?.type === 'File') {
    throw new InputError(`"${path}" is a file.`, { hint: 'Choose another name, or delete the file first.' });
  }
  await kestra.files.createDirectory(namespace, path);
  names.remember(namespace, path);
  return { status: 'directory_created', ...keptNote(path) };
}
