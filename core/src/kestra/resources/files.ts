import { orNearest } from '../search/nearest-ids.js';
import { NotFoundError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { encoded, route } from '../wire/route.js';

/** A file or directory as Kestra lists it. Times are milliseconds since 1970. */
export interface FileEntry {
  type: 'File' | 'Directory';
  fileName: string;
  size: number;
  lastModifiedTime: number;
  creationTime: number;
  [key: string]: unknown;
}

/** Namespace files: `/api/v1/{tenant}/namespaces/{namespace}/files`. Paths start with a slash. */
export class FilesResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * Read the bytes of a file: `GET namespaces/{namespace}/files?path=`. Throws NotFoundError, with the nearest names,
   * if it does not exist.
   */
  read(namespace: string, path: string): Promise<Uint8Array> {
    const bytes = this.#http.bytes({
      path: route`namespaces/${namespace}/files`,
      within: { namespace, paths: [path] },
      query: { path },
    });
    const folder = path.slice(0, path.lastIndexOf('/')) || '/';
    const list = async () => (await this.list(namespace, folder)).map(({ fileName }) => fileName);
    const id = path.slice(path.lastIndexOf('/') + 1);
    return orNearest(bytes, { id, among: `files in the folder ${folder} of namespace ${namespace}`, list });
  }

  /**
   * Create or overwrite a file: `POST namespaces/{namespace}/files?path=` as a form. Throws InvalidError for a path
   * with `..`.
   */
  async write(namespace: string, path: string, content: Uint8Array): Promise<void> {
    // Kestra unpacks files named *.zip into the root of the namespace. The target is in `path`.
    const form = [{ name: 'fileContent', filename: 'content', content }];
    await this.#http.send({
      method: 'POST',
      path: route`namespaces/${namespace}/files`,
      within: { namespace, paths: [path] },
      query: { path },
      form,
    });
  }

  /**
   * Get the size in bytes and the times (milliseconds since 1970) of a file or directory: `GET
   * namespaces/{namespace}/files/stats?path=`. Returns undefined if it does not exist.
   */
  async stats(namespace: string, path: string): Promise<FileEntry | undefined> {
    try {
      return await this.#http.json<FileEntry>({
        path: route`namespaces/${namespace}/files/stats`,
        within: { namespace, paths: [path] },
        query: { path },
      });
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /** Find all paths that contain a text: `GET namespaces/{namespace}/files/search?q=`. Paths begin with a slash. */
  async search(namespace: string, q: string): Promise<string[]> {
    const request = {
      path: route`namespaces/${namespace}/files/search`,
      within: { namespace },
      query: { q },
    };
    return (await this.#http.json<string[]>(request)) ?? [];
  }

  /**
   * List the direct entries of a directory: `GET namespaces/{namespace}/files/directory?path=`. Throws NotFoundError if
   * it does not exist.
   */
  async list(namespace: string, path: string): Promise<FileEntry[]> {
    const request = {
      path: route`namespaces/${namespace}/files/directory`,
      within: { namespace, paths: [path] },
      query: { path },
    };
    return (await this.#http.json<FileEntry[]>(request)) ?? [];
  }

  /** Create a directory: `POST namespaces/{namespace}/files/directory?path=`. Succeeds if it already exists. */
  async createDirectory(namespace: string, path: string): Promise<void> {
    await this.#http.send({
      method: 'POST',
      path: route`namespaces/${namespace}/files/directory`,
      within: { namespace, paths: [path] },
      query: { path },
    });
  }

  /**
   * Move a file or directory: `PUT namespaces/{namespace}/files?from=&to=`. Kestra reports success even if the source
   * does not exist, so check first. Throws ServerError if the target exists.
   */
  async move(namespace: string, from: string, to: string): Promise<void> {
    await this.#http.send({
      method: 'PUT',
      path: route`namespaces/${namespace}/files`,
      within: { namespace, paths: [from, to] },
      query: { from: uriPath(from), to: uriPath(to) },
    });
  }

  /**
   * Delete a file, or a directory with everything in it: `DELETE namespaces/{namespace}/files?path=`. Succeeds if it
   * does not exist. Kestra 1.x may then delete the parent directory, so call `stats` first.
   */
  async delete(namespace: string, path: string): Promise<void> {
    await this.#http.send({
      method: 'DELETE',
      path: route`namespaces/${namespace}/files`,
      within: { namespace, paths: [path] },
      query: { path },
      effect: 'destructive',
    });
  }
}

/** A move reads its paths as URIs, in which a plus means a space. All other routes read paths unchanged. */
function uriPath(path: string): string {
  return path
    .split('/')
    .map((name) => encoded(name.replaceAll(' ', '+')))
    .join('/');
}
