import { expect, it } from '@jest/globals';
import { type ConfirmContext, KestraClient } from '@kestra-mcp/core';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import { confirmFlowLines } from './confirm.js';

const kestra = useKestra();
const line = (flowId: string, triggerId?: string) => ({ namespace: 'a', flowId, triggerId, level: 'INFO' });

it.each([
  [undefined, 3, 'permanently delete all log lines of all executions of the flow a.f', 2],
  ['daily', 3, 'permanently delete all log lines of the trigger "daily" of the flow a.f', 1],
  ['daily', 300, 'permanently delete all log lines of the trigger "daily" of the flow a.f', undefined],
])('of the trigger %s, of %i lines: %s: %s', async (trigger_id, total, will, count) => {
  const results = [line('f', 'daily'), line('f'), line('other', 'daily')];
  kestra.answers({ 'GET /main/logs/search': { json: { results, total } } });
  const context = { kestra: new KestraClient(kestra.settings('1.3')) } as unknown as ConfirmContext;
  const asked = { namespace: 'a', flow_id: 'f', ...(trigger_id && { trigger_id }) };
  expect(await confirmFlowLines.loses(asked, context)).toEqual({
    will,
    ...(count !== undefined && { count }),
    asOf: 'lines',
  });
});
