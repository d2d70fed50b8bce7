import { isRecord } from '../lines/record.js';

type Id = string | number;

/** What the HTTP layer needs to know about the messages in a body, before they are validated. */
export interface Messages {
  ids: Id[];
  /** The ids of requests that the client cancels. */
  cancelled: Id[];
  /** The method, if the body is a single message. Undefined for a batch. */
  method: string | undefined;
}

export function messagesIn(body: unknown): Messages {
  const all = (Array.isArray(body) ? body : [body]).filter(isRecord);
  const ids = all.flatMap(({ id, method }) => (typeof method === 'string' && isId(id) ? [id] : []));
  const cancelled = all.flatMap(({ method, params }) => {
    const id = method === 'notifications/cancelled' && isRecord(params) ? params.requestId : undefined;
    return isId(id) ? [id] : [];
  });
  const method = isRecord(body) && typeof body.method === 'string' ? body.method : undefined;
  return { ids, cancelled, method };
}

function isId(value: unknown): value is Id {
  return typeof value === 'string' || typeof value === 'number';
}
