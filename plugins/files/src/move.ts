import { InputError, type KestraClient } from '@kestra-mcp/core';

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

/** Everything at once is never what was meant by leaving a name out. */
export function refuseRoot(path: string): void {
  if (path.split('/').every((name) => name === '' || name === '.'))
    throw new InputError('The argument "path" must name a file or directory, not the root.');
}
