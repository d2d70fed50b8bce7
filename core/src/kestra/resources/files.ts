import { orNearest } from '../search/nearest-ids.js';
import { NotFoundError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { encoded, route } from '../wire/route.js';

/** A file or directory as Kestra lists it; times are milliseconds since 1970. */
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
   * `GET namespaces/{namespace}/files?path=`: the bytes of a file. NotFoundError with the nearest names when there is
   * none.
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
    return orNearest(bytes, { id, among: `files in ${folder} of namespace ${namespace}`, list });
  }

  /**
   * `POST namespaces/{namespace}/files?path=` as a form: creates or overwrites a file; nothing comes back.
   * InvalidError for a path with `..`.
   */
  async write(namespace: string, path: string, content: Uint8Array): Promise<void> {
    // Kestra unpacks what is named *.zip into the root of the namespace; where it goes is in `path`.
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
   * `GET namespaces/{namespace}/files/stats?path=`: size in bytes and times in milliseconds since 1970; undefined
   * when there is no such file or directory.
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

  /**
   * `GET namespaces/{namespace}/files/search?q=`: all paths that contain the text, which begin with a slash; none is
   * an empty list.
   */
  async search(namespace: string, q: string): Promise<string[]> {
    const request = {
      path: route`namespaces/${namespace}/files/search`,
      within: { namespace },
      query: { q },
    };
    return (await this.#http.json<string[]>(request)) ?? [];
  }

  /**
   * `GET namespaces/{namespace}/files/directory?path=`: what is in a directory, not below it. NotFoundError when
   * there is none.
   */
  async list(namespace: string, path: string): Promise<FileEntry[]> {
    const request = {
      path: route`namespaces/${namespace}/files/directory`,
      within: { namespace, paths: [path] },
      query: { path },
    };
    return (await this.#http.json<FileEntry[]>(request)) ?? [];
  }

  /** `POST namespaces/{namespace}/files/directory?path=`: nothing; it may be there already. */
  async createDirectory(namespace: string, path: string): Promise<void> {
    await this.#http.send({
      method: 'POST',
      path: route`namespaces/${namespace}/files/directory`,
      within: { namespace, paths: [path] },
      query: { path },
    });
  }

  /**
   * `PUT namespaces/{namespace}/files?from=&to=`: nothing. Kestra answers a missing source with success: look first.
   * ServerError when the target is there.
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
   * `DELETE namespaces/{namespace}/files?path=`: a file, or a directory with all that is in it; nothing comes back,
   * also when there is none. Kestra 1.x may then delete the directory above: ask `stats` first.
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

/** A move reads its paths as URIs, where all other routes take them as they are, but for a space, which is a plus there. */
function uriPath(path: string): string {
  return path
    .split('/')
    .map((name) => encoded(name.replaceAll(' ', '+')))
    .join('/');
}
