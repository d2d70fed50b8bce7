import {
  type ActionInput,
  type FileEntry,
  KestraClient,
  PerCaller,
  Tool,
  type ToolContext,
  ToolGroup,
} from '@kestra-mcp/core';
import { confirmDirectory, confirmFile } from './confirm.js';
import { createDirectory } from './directory.js';
import { create, get, search } from './file.js';
import {
  DirectoryResult,
  directoryActions,
  FileResult,
  fileActions,
  NamespaceDirectoryAction,
  NamespaceFileAction,
} from './files.schemas.js';
import { listed } from './lists.js';
import { move, remove } from './move.js';
import { FileNames } from './names.js';

@ToolGroup({
  name: 'files',
  title: 'Namespace files',
  instructions: 'Files that the flows of a namespace share, such as scripts and queries.',
})
export class FilesTools {
  /** Names are kept per caller: one caller must not learn what another has written. */
  private readonly names = new PerCaller(() => new FileNames());

  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'namespace_file_action',
    title: 'Namespace file',
    description: 'Manage a namespace file',
    input: NamespaceFileAction,
    actions: fileActions,
    output: FileResult,
    confirm: confirmFile,
  })
  async namespaceFileAction(
    input: ActionInput<typeof NamespaceFileAction, typeof fileActions>,
    { answerChars, callerKey }: ToolContext,
  ) {
    const { kestra } = this;
    const names = this.names.of(callerKey);
    switch (input.action) {
      case 'get':
        return get(kestra, names, input, answerChars);
      case 'create':
        return create(kestra, names, input);
      case 'move':
        return { status: 'moved', ...(await move(kestra, names, input)) };
      case 'delete':
        return { status: 'deleted', ...(await remove(kestra, names, { ...input, type: 'File' })) };
      case 'search':
        return listed(await search(kestra, input.namespace, input.q), input.offset, answerChars);
    }
  }

  @Tool({
    name: 'namespace_directory_action',
    title: 'Namespace directory',
    description: 'Manage a folder of namespace files',
    input: NamespaceDirectoryAction,
    actions: directoryActions,
    output: DirectoryResult,
    confirm: confirmDirectory,
  })
  async namespaceDirectoryAction(
    input: ActionInput<typeof NamespaceDirectoryAction, typeof directoryActions>,
    { answerChars, callerKey }: ToolContext,
  ) {
    const { kestra } = this;
    const names = this.names.of(callerKey);
    const { namespace, path } = input;
    switch (input.action) {
      case 'list': {
        const entries = await kestra.files.list(namespace, path);
        return listed(entries.map(withIsoDates), input.offset ?? 0, answerChars);
      }
      case 'create':
        return createDirectory(kestra, names, input);
      case 'delete': {
        const removed = await remove(kestra, names, { namespace, path, type: 'Directory' });
        return { status: 'directory_deleted', ...removed };
      }
      case 'move':
        return { status: 'directory_moved', ...(await move(kestra, names, input)) };
    }
  }
}

/** Converts the dates of an entry from milliseconds to ISO 8601. */
function withIsoDates(entry: FileEntry) {
  return { ...entry, lastModifiedTime: iso(entry.lastModifiedTime), creationTime: iso(entry.creationTime) };
}

function iso(milliseconds: number | null | undefined): string | undefined {
  return milliseconds == null ? undefined : new Date(milliseconds).toISOString();
}
