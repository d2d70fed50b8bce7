import { type ActionInput, type FileEntry, KestraClient, Tool, ToolGroup } from '@kestra-mcp/core';
import { bytesOf, present } from './content.js';
import {
  DirectoryResult,
  directoryActions,
  FileResult,
  fileActions,
  NamespaceDirectoryAction,
  NamespaceFileAction,
} from './files.schemas.js';
import { move, refuseFlows, refuseRoot, remove } from './move.js';

@ToolGroup({
  name: 'files',
  title: 'Namespace files',
  instructions: 'scripts and data that flows of a namespace share.',
})
export class FilesTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'namespace_file_action',
    description:
      'A file of a namespace: get its content, create (or overwrite), move or delete it; or search paths.',
    input: NamespaceFileAction,
    actions: fileActions,
    output: FileResult,
  })
  async namespaceFileAction(input: ActionInput<typeof NamespaceFileAction, typeof fileActions>) {
    const { files } = this.kestra;
    const { namespace } = input;
    switch (input.action) {
      case 'get':
        return present(input.path, await files.read(namespace, input.path), input.offset);
      case 'create':
        refuseFlows(input.path);
        refuseRoot(input.path);
        await files.write(namespace, input.path, bytesOf(input.file_content, input.encoding));
        return { status: 'created' };
      case 'move':
        await move(this.kestra, namespace, input.path, input.to_path);
        return { status: 'moved' };
      case 'delete':
        return { status: 'deleted', ...(await remove(this.kestra, namespace, input.path, 'File')) };
      case 'search':
        return { results: await files.search(namespace, input.q) };
    }
  }

  @Tool({
    name: 'namespace_directory_action',
    description:
      'A directory of namespace files: list it with sizes and dates, create, move, or delete it with its content.',
    input: NamespaceDirectoryAction,
    actions: directoryActions,
    output: DirectoryResult,
  })
  async namespaceDirectoryAction(
    input: ActionInput<typeof NamespaceDirectoryAction, typeof directoryActions>,
  ) {
    const { files } = this.kestra;
    const { namespace, path } = input;
    switch (input.action) {
      case 'list':
        return { results: (await files.list(namespace, path)).map(withIsoDates) };
      case 'create':
        await files.createDirectory(namespace, path);
        return { status: 'directory_created' };
      case 'delete':
        return { status: 'directory_deleted', ...(await remove(this.kestra, namespace, path, 'Directory')) };
      case 'move':
        await move(this.kestra, namespace, path, input.to_path);
        return { status: 'directory_moved' };
    }
  }
}

/** Kestra gives milliseconds. */
function withIsoDates(entry: FileEntry) {
  return { ...entry, lastModifiedTime: iso(entry.lastModifiedTime), creationTime: iso(entry.creationTime) };
}

function iso(milliseconds: number | null | undefined): string | undefined {
  return milliseconds == null ? undefined : new Date(milliseconds).toISOString();
}
