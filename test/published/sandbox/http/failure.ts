import { type ApiError, envelope } from './envelope.js';
import { problemOf, problemReply } from './problem.js';
import { empty, json, type Reply } from './reply.js';

/** How failures are returned: as problem documents, or in the envelope of 1.x. */
export const tellFailure =
  (problems: boolean) =>
  (failure: ApiError, url: string): Reply => {
    const reply = problems
      ? problemReply(problemOf(failure), url.split('?', 1)[0] ?? url)
      : json(envelope(failure, url), failure.status);
    return { ...reply, headers: { ...failure.headers } };
  };

/** The response to a request without the required credentials. Up to 1.x, its body is empty. */
export function unauthenticated(problems: boolean, path: string): Reply {
  const reply = problems ? problemReply({ type: 'unauthenticated', status: 401 }, path) : empty(401);
  return { ...reply, headers: { 'www-authenticate': 'Basic' } };
}
