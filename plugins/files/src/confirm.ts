import { type Confirm, type ConfirmContext, quoted } from '@kestra-mcp/core';
import type * as z from 'zod';
import type { NamespaceDirectoryAction, NamespaceFileAction } from './files.schemas.js';

type Kestra = ConfirmContext['kestra'];

/** Most directories that are read. Beyond them, the preview only says "at least". */
const MOST_DIRECTORIES = 100;
const LONGEST_PATH = 200;

/** Describes what is lost when a file is deleted. */
export const confirmFile: Confirm<z.output<typeof NamespaceFileAction>> = {
  async loses({ action, namespace, path }, { kestra }) {
    const stats = action === 'delete' && path ? await kestra.files.stats(namespace, path) : undefined;
    // The tool itself reports a missing file or a directory.
    if (path === undefined || stats?.type !== 'File') return undefined;
    const { size, lastModifiedTime } = stats;
    const will = `delete the file ${quoted(path, LONGEST_PATH)} (${size} bytes) in the namespace ${namespace}`;
    return { will, asOf: [size, lastModifiedTime] };
  },
};

/** Describes what is lost when a directory is deleted: all files in it. */
export const confirmDirectory: Confirm<z.output<typeof NamespaceDirectoryAction>> = {
  bulk: ({ action }) => action === 'delete',
  async loses({ action, namespace, path }, { kestra }) {
    if (action !== 'delete' || path === '/') return undefined;
    const stats = await kestra.files.stats(namespace, path);
    if (stats?.type !== 'Directory') return undefined;
    const { files, isAll } = await filesBelow(kestra, namespace, path);
    const many = files.length === 1 ? '1 file' : `${files.length} files`;
    const where = `the directory ${quoted(path, LONGEST_PATH)} in the namespace ${namespace}`;
    return {
      will: `delete ${where} with ${isAll ? many : `at least ${many}`} in it`,
      names: files,
      count: files.length,
    };
  },
};

/** The paths of all files in a directory and its subdirectories, level by level. */
async function filesBelow(kestra: Kestra, namespace: string, root: string) {
  const files: string[] = [];
  const waiting = [root];
  for (let looked = 0; looked < MOST_DIRECTORIES; looked++) {
    const directory = waiting.shift();
    if (directory === undefined) return { files: files.sort(), isAll: true };
    for (const { type, fileName } of await kestra.files.list(namespace, directory)) {
      (type === 'Directory' ? waiting : files).push(`${directory}/${fileName}`);
    }
  }
  return { files: files.sort(), isAll: waiting.length === 0 };
}
