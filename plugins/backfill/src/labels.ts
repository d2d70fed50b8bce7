import { InputError, type Label } from '@kestra-mcp/core';
import type { BackfillExecutions } from './backfill.schemas.js';

/** Labels as Kestra takes them, from `key:value` or from objects with both. */
export function labelsOf(given: BackfillExecutions['labels']): Label[] | undefined {
  return given?.map((label) => {
    if (typeof label !== 'string') return { key: label.key, value: String(label.value) };
    const colon = label.indexOf(':');
    if (colon < 1) throw new InputError(`The label "${label.slice(0, 60)}" must be written "key:value".`);
    return { key: label.slice(0, colon), value: label.slice(colon + 1) };
  });
}
