import { type FileEntry, InputError, type KestraClient } from '@kestra-mcp/core';
import { type FileNames, keptAs, keptNote, PLUS } from './names.js';
import { refuseFlows, refuseInto, refuseRoot } from './place.js';

/** What is moved or deleted. */
export interface Place {
  namespace: string;
  path: string;
}

/** Moves a file or directory. Kestra answers a missing source with success and an existing target with 500, so both are looked at first. */
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
    throw new InputError(`There is no "${from}" in namespace "${namespace}".`, {
      hint: 'List its directory first.',
    });
  }
  names.refuseOther(namespace, from);
  if (keptAs(from) === keptAs(to))
    throw new InputError(`"${to}" is the same to Kestra as "${from}": ${PLUS}.`);
  if (target !== undefined) {
    throw new InputError(`"${to}" is there already in namespace "${namespace}".`, {
      hint: 'Delete it first, or choose another name.',
    });
  }
  await kestra.files.move(namespace, from, to);
  names.forget(namespace, from);
  names.remember(namespace, to);
  return keptNote(to);
}

/**
 * Deletes a file, or a directory with all that is in it. It is looked at first: asked for a path that is not there,
 * Kestra may delete the directory above it, when that holds one entry only, whichever it is.
 */
export async function remove(
  kestra: KestraClient,
  names: FileNames,
  { namespace, path, type }: Place & { type: FileEntry['type'] },
): Promise<{ status?: string; note?: string }> {
  refuseRoot(path);
  const stats = await kestra.files.stats(namespace, path);
  if (stats === undefined) return { status: 'not_found', note: `There is no "${path}"; nothing was done.` };
  names.refuseOther(namespace, path);
  if (stats.type !== type) {
    const other = stats.type === 'File' ? 'namespace_file_action' : 'namespace_directory_action';
    throw new InputError(`"${path}" is a ${stats.type.toLowerCase()}.`, { hint: `${other} deletes it.` });
  }
  await kestra.files.delete(namespace, path);
  names.forget(namespace, path);
  return {};
}
