import { type FileEntry, InputError, type KestraClient } from '@kestra-mcp/core';

/** Moves a file or directory. Kestra answers a missing source with success and an existing target with 500, so both are looked at first. */
export async function move(kestra: KestraClient, namespace: string, from: string, to: string): Promise<void> {
  refuseRoot(from);
  const [source, target] = await Promise.all([
    kestra.files.stats(namespace, from),
    kestra.files.stats(namespace, to),
  ]);
  if (source === undefined) {
    throw new InputError(`There is no "${from}" in namespace "${namespace}".`, {
      hint: 'List its directory first.',
    });
  }
  if (target !== undefined) {
    throw new InputError(`"${to}" is there already in namespace "${namespace}".`, {
      hint: 'Delete it first, or choose another name.',
    });
  }
  await kestra.files.move(namespace, from, to);
}

/**
 * Deletes a file, or a directory with all that is in it. It is looked at first: asked for a path that is not there,
 * Kestra may delete the directory above it, when that holds one entry only, whichever it is.
 */
export async function remove(
  kestra: KestraClient,
  namespace: string,
  path: string,
  wanted: FileEntry['type'],
): Promise<{ note?: string }> {
  refuseRoot(path);
  const stats = await kestra.files.stats(namespace, path);
  if (stats === undefined) return { note: `There was no "${path}"; nothing was done.` };
  if (stats.type !== wanted) {
    const other = stats.type === 'File' ? 'namespace_file_action' : 'namespace_directory_action';
    throw new InputError(`"${path}" is a ${stats.type.toLowerCase()}.`, { hint: `${other} deletes it.` });
  }
  await kestra.files.delete(namespace, path);
  return {};
}

/** Kestra makes a flow of what is written there, past everything that watches over flows. */
export function refuseFlows(path: string): void {
  if (/^\/*_flows(\/|$)/.test(path)) {
    throw new InputError('The argument "path" must not begin with /_flows.', {
      hint: 'create_flow_from_yaml creates flows.',
    });
  }
}

/** Everything at once is never what was meant by leaving a name out. */
export function refuseRoot(path: string): void {
  if (path.split('/').every((name) => name === '' || name === '.'))
    throw new InputError('The argument "path" must name a file or directory, not the root.');
}
