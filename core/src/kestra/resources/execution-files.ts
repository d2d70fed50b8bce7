import { InputError } from '../../foundation/errors.js';
import { namespaceOf } from '../inputs/stored-places.js';
import type { Execution } from '../types.js';
import type { Span } from '../wire/body.js';
import { NotFoundError } from '../wire/errors.js';
import type { KestraHttp } from '../wire/http.js';
import { route } from '../wire/route.js';
import { holderOf, ownsFile } from './own-files.js';

/** Longest that the reading of a part may take, in milliseconds: Kestra may send all that is before it. */
const LONGEST = 60_000;
const GONE = { 404: 'The file is not there any more: a purge, or somebody, has deleted it.' };

/**
 * Files in Kestra's storage that an execution has made or was given, by their address `kestra:///…`. One of another
 * execution is an InputError: `ownsFile` says which are its own, by its outputs where those are at hand. One of a
 * namespace that the server is not fixed to is `KMCP_OUTSIDE`.
 */
export class ExecutionFilesResource {
  readonly #http: KestraHttp;

  constructor(http: KestraHttp) {
    this.#http = http;
  }

  /** `GET executions/{id}/file/metas?path=`: how many bytes it has; undefined when it is not there any more. */
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

  /** `GET executions/{id}/file?path=`: a part of its bytes, fewer where it ends. Not read on behind them. */
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

  /** Under whose id it is asked for, once it is known to be this execution's and inside. */
  #holder(execution: Execution, uri: string): string {
    if (!ownsFile(execution, uri)) {
      throw new InputError(`"${uri.slice(0, 300)}" is no file of the execution ${execution.id}.`, {
        hint: 'Name one that stands in its outputs or inputs, as it stands there.',
      });
    }
    const namespace = namespaceOf(uri);
    const { fence } = this.#http;
    if (fence === undefined || (namespace !== undefined && fence.allows(namespace)))
      return holderOf(execution, uri);
    throw fence.refusal(
      `GET /executions/${execution.id}/file`,
      `the file is of the namespace "${String(namespace).slice(0, 100)}", outside of those this server is fixed to`,
    );
  }
}
