import { type BodyReply, json } from '../http/reply.js';

/** One item of a bulk call that cannot be acted on. */
export interface Invalid {
  value: string;
  reason: string;
}

/** The answer to a bulk call that does nothing because of some items. */
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
