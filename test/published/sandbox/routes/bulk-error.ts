import { problemReply, problemUri } from '../http/problem.js';
import { type BodyReply, json } from '../http/reply.js';

/** An item of a bulk call that cannot be processed. */
export interface Invalid {
  value: string;
  reason: string;
}

/** The response of 1.x to a bulk call that does nothing because of invalid items. */
export function bulkError(message: string, invalid: readonly Invalid[]): BodyReply {
  const invalids = invalid.map(({ value, reason }) => ({
    message: reason,
    rootBean: value,
    rootBeanClass: 'java.lang.String',
    leafBean: value,
    propertyPath: [{ name: 'execution', kind: 'PROPERTY', inIterable: false }],
    invalidValue: value,
    messageTemplate: '{messageTemplate}',
    executableParameters: [],
  }));
  return json({ message, invalids }, 400);
}

export const NOT_FOUND = 'execution not found';

/** The response of 2.0: a problem with an entry for each invalid item. */
export function bulkProblem(done: string, invalid: readonly Invalid[], path: string): BodyReply {
  const errors = invalid.map(({ value, reason }) => ({
    detail: reason,
    path: `executions[${value}]`,
    type: problemUri(reason === NOT_FOUND ? 'not-found' : 'conflict'),
  }));
  const detail = `One or more executions could not be ${done}.`;
  return problemReply({ type: 'bulk-validation-failed', status: 400, detail, errors }, path);
}
