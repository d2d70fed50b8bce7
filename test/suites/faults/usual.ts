import type { Asked, Answer as Usual } from '../../support/faults/faulty-kestra.js';
import type { Circumstances } from '../contract/requests/answer.js';
import { answerTo } from '../contract/requests/answers.js';
import { match, tableOf } from '../contract/requests/operations.js';
import type { Version } from '../contract/requests/tables.js';

/** The normal responses of a Kestra of that version. */
export function usualAnswers(version: Version, when: Circumstances = {}): (asked: Asked) => Usual {
  const table = tableOf(version);
  return ({ method, path, query }) => {
    const found = match(table, method, `/api/v1${path}`);
    if (found === undefined) return { status: 404, json: { message: `Not Found: no route ${path}` } };
    const asked = { version, query: Object.fromEntries(query), ...when };
    const { type, text, json, status } = answerTo(found.name, asked);
    return {
      type: type ?? 'application/json',
      ...(text !== undefined && { text }),
      ...(json !== undefined && { json }),
      ...(status !== undefined && { status }),
    };
  };
}
