import { ApiError, illegalArgument, notFound } from '../http/envelope.js';
import { attachment, empty, json } from '../http/reply.js';
import type { Call, Route } from '../http/router.js';
import { zip } from '../http/zip.js';
import { type FileNode, nameOf, revisionsOf } from '../store/files.js';
import type { World } from '../world.js';
import { FORM, tenant } from './lookup.js';

const FILES = '/namespaces/{namespace}/files';
const BINARY = 'application/octet-stream';

/** Namespace files. */
export function fileRoutes(world: World): Route[] {
  const { files } = world;
  return [
    tenant(['GET', FILES], 'getFileContent', (call) => ({
      status: 200,
      contentType: BINARY,
      body: contentOf(world, call),
    })),
    tenant(
      ['POST', FILES],
      'createNamespaceFile',
      (call) => {
        const { namespace, path } = place(call);
        const part = call.request.parts().find(({ name }) => name === 'fileContent');
        if (!part) throw new ApiError(422, `Invalid route params: ${NO_PART}`);
        if (part.filename === undefined) throw new ApiError(422, `Internal server error: ${NO_FILE}`);
        files.write(namespace, path, part.content);
        return empty(200);
      },
      { consumes: FORM },
    ),
    tenant(['PUT', FILES], 'moveFileDirectory', (call) => move(world, call)),
    tenant(['DELETE', FILES], 'deleteFileDirectory', (call) => {
      const { namespace, path } = place(call);
      files.delete(namespace, path);
      return empty(200);
    }),
    tenant(['GET', `${FILES}/stats`], 'getFileMetadatas', (call) => {
      const { namespace, path } = place(call);
      const node = files.find(namespace, path);
      if (!node) throw notFound(`File not found: ${path}`);
      return json(stats(path, node));
    }),
    tenant(['GET', `${FILES}/search`], 'searchNamespaceFiles', (call) => {
      const q = call.request.query.get('q') ?? '';
      const found = files
        .all(call.param('namespace'))
        .filter(([path, { content }]) => q !== '' && content && path.includes(q));
      return json(found.map(([path]) => path));
    }),
    tenant(['GET', `${FILES}/directory`], 'listNamespaceDirectoryFiles', (call) => {
      const { namespace, path } = place(call);
      const children = files.children(namespace, path);
      if (!children) throw notFound(`Directory not found: ${path}`);
      return json(children.map(([each, node]) => stats(each, node)));
    }),
    tenant(['POST', `${FILES}/directory`], 'createNamespaceDirectory', (call) => {
      const { namespace, path } = place(call);
      files.makeDirectory(namespace, path);
      return empty(200);
    }),
    tenant(['GET', `${FILES}/revisions`], 'getFileRevisions', (call) => {
      const { namespace, path } = place(call);
      const node = files.find(namespace, path);
      if (!node) throw notFound(`File not found: ${path}`);
      return json(revisionsOf(node).map((_, index) => ({ revision: index + 1 })));
    }),
    tenant(['GET', `${FILES}/export`], 'exportNamespaceFiles', (call) => exported(world, call)),
  ];
}

const NO_PART = 'Required argument [CompletedFileUpload fileContent] not specified';
const NO_FILE =
  'Cannot convert type [class io.micronaut.http.server.netty.MicronautHttpData$AttributeImpl] to target type: ' +
  'interface io.micronaut.http.multipart.CompletedFileUpload. Considering defining a TypeConverter bean to handle ' +
  'this case.';

function contentOf({ files, mode }: World, call: Call): Buffer {
  const { namespace, path } = place(call);
  const node = files.find(namespace, path);
  if (!node) throw notFound(`File '${path}' was not found in namespace '${namespace}'.`);
  if (!node.content) {
    throw notFound(
      mode.problems
        ? `'${path}' is a directory in namespace '${namespace}', it has no content to read.`
        : `/data/storage/main/${namespace.replaceAll('.', '/')}/_files${path} (Is a directory)`,
    );
  }
  const revision = call.request.optionalInteger('revision');
  const content = revision === undefined ? node.content : revisionsOf(node)[revision - 1];
  if (content) return content;
  throw notFound(`Version ${revision} of file '${path}' was not found in namespace '${namespace}'.`);
}

function move({ files }: World, call: Call) {
  const namespace = call.param('namespace');
  const [from, to] = [uriPathOf(call, 'from'), uriPathOf(call, 'to')];
  if (files.find(namespace, from) && files.find(namespace, to)) {
    throw new ApiError(
      500,
      `Internal server error: File '${to}' already exists in namespace '${namespace}'.`,
    );
  }
  files.move(namespace, from, to);
  return empty(200);
}

// The archive also contains the flows of the namespace.
function exported({ files, flows }: World, call: Call) {
  const namespace = call.param('namespace');
  const entries = [
    ...files
      .all(namespace)
      .flatMap(([path, { content }]) => (content ? [{ name: path.slice(1), content }] : [])),
    ...flows.ofNamespace(namespace).map(({ definition, source }) => ({
      name: `_flows/${definition.id}.yml`,
      content: Buffer.from(source),
    })),
  ];
  return attachment(zip(entries), BINARY, `attachment; filename="${namespace}_files.zip"`);
}

function place(call: Call): { namespace: string; path: string } {
  return { namespace: call.param('namespace'), path: pathOf(call, 'path') };
}

/** Kestra form-encodes a path before it parses it as a URI: a space becomes a plus, and the rest stays. */
function pathOf(call: Call, name: string): string {
  return plainPath((call.request.query.get(name) ?? '/').replaceAll(' ', '+'));
}

/** Where Kestra expects a URI, it parses the value as one. */
function uriPathOf(call: Call, name: string): string {
  const [path = '/'] = (call.request.query.get(name) ?? '/').split(/[?#]/, 1);
  if (/\s/.test(path)) throw new ApiError(400, `Bad Request: Illegal character in path: ${path}`);
  return plainPath(decodeURIComponent(path));
}

function plainPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  if (path.split(/[/\\]/).includes('..')) {
    throw illegalArgument("File should be accessed with their full path and not using relative '..' path.");
  }
  return `/${parts.join('/')}`;
}

function stats(path: string, { content, created, modified }: FileNode): object {
  return {
    type: content ? 'File' : 'Directory',
    size: content?.length ?? 0,
    fileName: nameOf(path),
    lastModifiedTime: Math.floor(modified / 1000),
    creationTime: Math.floor(created / 1000),
    metadata: {},
  };
}
