import { type ActionInput, KestraClient, Tool, type ToolContext, ToolGroup } from '@kestra-mcp/core';
import { confirmKey } from './confirm.js';
import { KvResult, kvActions, ManageKvStore } from './kv.schemas.js';
import { listKeys, readValue } from './read.js';
import { setValue } from './set.js';

@ToolGroup({
  name: 'kv',
  title: 'KV store',
  instructions: 'Key-value pairs stored in a namespace.',
})
export class KvTools {
  constructor(private readonly kestra: KestraClient) {}

  @Tool({
    name: 'manage_kv_store',
    title: 'KV store',
    description: 'Manage the key-value store of a namespace',
    input: ManageKvStore,
    actions: kvActions,
    output: KvResult,
    confirm: confirmKey,
  })
  async manageKvStore(
    input: ActionInput<typeof ManageKvStore, typeof kvActions>,
    { answerChars }: ToolContext,
  ) {
    const { kv } = this.kestra;
    const { namespace } = input;
    switch (input.action) {
      case 'get':
        return readValue(this.kestra, input, { offset: input.offset ?? 0, answerChars });
      case 'set':
        return { status: 'ok', ...(await setValue(this.kestra, input)) };
      case 'list':
        return listKeys(this.kestra, namespace, { offset: input.offset ?? 0, answerChars });
      case 'delete':
        return gone(await kv.delete(namespace, input.key));
    }
  }
}

/** Adds `deleted`, which the Python server also returns. */
function gone(deleted: boolean) {
  return { deleted, status: deleted ? 'deleted' : 'not_found' };
}
