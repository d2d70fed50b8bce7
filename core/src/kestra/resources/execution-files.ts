import { InputError } from '../../foundation/errors.js';
import { namespaceOf } from '../inputs/stored-places.js';
import type { Execution } from '../types.js';
import type { Span } from '../wire/body.js';
import { NotFoundError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { holderOf, ownsFile } from './own-files.js';

/** Time limit in milliseconds for reading a part. Kestra may send everything that precedes the part. */
const LONGEST = 60_000;
const GONE = { 404: 'The file no longer exists: a purge or a user deleted it.' };

/**
 * Files in Kestra's storage that an execution produced or received, by their URI `kestra:///…`. Throws InputError for a
 * file of another execution (see `ownsFile`) and `KMCP_OUTSIDE` for a file outside the fixed namespaces.
 */
export class ExecutionFilesResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /**
   * Get the size of a file in bytes: `GET executions/{id}/file/metas?path=`. Returns undefined if it no longer
   * exists.
   */
  async size(execution: Execution, uri: string): Promise<number | undefined> {
    const id = this.#holder(execution, uri);
    const reading = this.#http.json<{ size?: number }>({
      path: route`executions/${id}/file/metas`,
      within: { execution: id },
      query: { path: uri },
    });
    try {
      return (await reading)?.size;
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /** Read a part of a file: `GET executions/{id}/file?path=`. Returns fewer bytes at the end of the file. */
  async part(execution: Execution, uri: string, span: Span): Promise<Uint8Array> {
    const id = this.#holder(execution, uri);
    return this.#http.part(
      {
        path: route`executions/${id}/file`,
        within: { execution: id },
        query: { path: uri },
        timeoutMs: LONGEST,
        hints: GONE,
      },
      span,
    );
  }

  /** The id to request the file under. Checks that the file belongs to this execution and is inside the fence. */
  #holder(execution: Execution, uri: string): string {
    if (!ownsFile(execution, uri)) {
      throw new InputError(`"${uri.slice(0, 300)}" is not a file of the execution ${execution.id}.`, {
        hint: 'Use a URI exactly as it appears in the inputs or outputs of the execution.',
      });
    }
    const namespace = namespaceOf(uri);
    const { fence } = this.#http;
    if (fence === undefined || (namespace !== undefined && fence.allows(namespace)))
      return holderOf(execution, uri);
    throw fence.refusal(
      `GET /executions/${execution.id}/file`,
      `the file belongs to the namespace "${String(namespace).slice(0, 100)}", outside this server's fixed namespaces`,
    );
  }
}
