import { type FileEntry, InputError, type KestraClient } from '@kestra-mcp/core';
import { type FileNames, keptAs, keptNote, PLUS } from './names.js';
import { refuseFlows, refuseInto, refuseRoot } from './place.js';

/** The file or directory to move or delete. */
export interface Place {
  namespace: string;
  path: string;
}

/** Moves a file or directory. Checks both paths first: Kestra returns success for a missing source and 500 for an existing target. */
export async function move(
  kestra: KestraClient,
  names: FileNames,
  { namespace, path: from, to_path: to }: Place & { to_path: string },
): Promise<{ note?: string }> {
  refuseRoot(from);
  refuseFlows(to, 'to_path');
  refuseInto(from, to);
  const [source, target] = await Promise.all([
    kestra.files.stats(namespace, from),
    kestra.files.stats(namespace, to),
  ]);
  if (source === undefined) {
    throw new InputError(`"${from}" does not exist in namespace "${namespace}".`, {
      hint: 'Call namespace_directory_action with action list to see the paths.',
    });
  }
  names.refuseOther(namespace, from);
  if (keptAs(from) === keptAs(to))
    throw new InputError(`For Kestra, "${to}" and "${from}" are the same path: ${PLUS}.`);
  if (target !== undefined) {
    throw new InputError(`"${to}" already exists in namespace "${namespace}".`, {
      hint: 'Delete it first, or choose another name.',
    });
  }
  await kestra.files.move(namespace, from, to);
  names.forget(namespace, from);
  names.remember(namespace, to);
  return keptNote(to);
}

/**
 * Deletes a file, or a directory with its content. Checks the path first: if it does not exist, Kestra may delete the
 * parent directory when that has only one entry.
 */
export async function remove(
  kestra: KestraClient,
  names: FileNames,
  { namespace, path, type }: Place & { type: FileEntry['type'] },
): Promise<{ status?: string; note?: string }> {
  refuseRoot(path);
  const stats = await kestra.files.stats(namespace, path);
  if (stats === undefined)
    return { status: 'not_found', note: `"${path}" does not exist. Nothing was deleted.` };
  names.refuseOther(namespace, path);
  if (stats.type !== type) {
    const other = stats.type === 'File' ? 'namespace_file_action' : 'namespace_directory_action';
    throw new InputError(`"${path}" is a ${stats.type.toLowerCase()}.`, {
      hint: `Use ${other} to delete it.`,
    });
  }
  await kestra.files.delete(namespace, path);
  names.forget(namespace, path);
  return {};
}
