import { type Confirm, quoted } from '@kestra-mcp/core';
import type * as z from 'zod';
import type { ManageKvStore } from './kv.schemas.js';

/** Describes what is lost when a key is deleted, without showing its value. */
export const confirmKey: Confirm<z.output<typeof ManageKvStore>> = {
  async loses({ action, namespace, key }, { kestra }) {
    if (action !== 'delete' || key === undefined) return undefined;
    const entry = (await kestra.kv.list(namespace)).find((each) => each.key === key);
    if (entry === undefined) return undefined;
    const about = typeof entry.description === 'string' && entry.description !== '';
    const told = about ? ` (described as ${quoted(entry.description, 100)})` : '';
    return {
      will: `delete the key ${quoted(key)}${told} and its value from the KV store of the namespace ${namespace}`,
      asOf: [entry.updateDate ?? null],
    };
  },
};
