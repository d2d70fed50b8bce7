import {
  completeFilePath,
  completeNamespace,
  InputError,
  KestraClient,
  ofType,
  Resource,
  ToolGroup,
} from '@kestra-mcp/core';
import { wholeOf } from './content.js';
import { path as filePath } from './path.js';

@ToolGroup({ name: 'files', title: 'Namespace files' })
export class FilesResources {
  constructor(private readonly kestra: KestraClient) {}

  @Resource({
    name: 'namespace_file',
    title: 'Namespace file',
    uri: 'kestra://namespaces/{namespace}/files/{+path}',
    description: 'Read a namespace file, such as a script that flows share.',
    complete: { namespace: completeNamespace, path: completeFilePath },
  })
  async namespaceFile({ namespace, path }: { namespace: string; path: string }) {
    const read = filePath.safeParse(path);
    if (!read.success) throw new InputError(`The path "${path}" ${read.error.issues[0]?.message}.`);
    const { mediaType, content } = wholeOf(read.data, await this.kestra.files.read(namespace, read.data));
    return ofType(mediaType, content);
  }
}
