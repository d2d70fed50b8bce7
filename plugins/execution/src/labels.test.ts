import { describe, expect, it } from '@jest/globals';
import { callPlugin } from '../../../test/support/host/call-plugin.js';
import { recorded } from '../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const call = (tool: string, given: object, version?: string) =>
  callPlugin(plugin, kestra, version)(tool, { ...given });
const ref = { namespace: 'a', flow_id: 'f' };
const execution = (current: string, rest: object = {}) => ({
  ...{ id: 'e1', namespace: 'a', flowId: 'f', state: { current } },
  ...rest,
});

describe('labels of an execution', () => {
  it.each([[['team:data', 'n:1']], [[{ key: 'team', value: 'data' }, 'n:1']]])(
    'takes labels as a list: %j',
    async (labels) => {
      kestra.answers({ 'POST /main/executions/a/f': { json: execution('CREATED') } });
      await call('execute_flow', { ...ref, labels });
      expect(kestra.lines).toEqual(['POST /main/executions/a/f?labels=team:data&labels=n:1']);
    },
  );

  it.each([
    [{ 'cost centre': 'x' }, 'the key "cost centre" must not contain a space or a colon'],
    [{ team: '' }, 'the value of "team" must not be empty'],
  ])('sends nothing with the labels %j', async (labels, words) => {
    for (const version of ['1.3', '2.0'])
      expect((await call('execute_flow', { ...ref, labels }, version)).error).toContain(
        `The argument "labels" is not valid: ${words}.`,
      );
    const given = { execution_id: 'e1', labels };
    expect((await call('add_execution_labels', given)).error).toContain(words);
    expect(kestra.lines).toEqual([]);
  });
});

describe('add_execution_labels', () => {
  const add = (labels: object) => call('add_execution_labels', { execution_id: 'e1', labels });

  it("keeps the others, and leaves Kestra's own to it", async () => {
    const labels = ['a:1', 'b:2', 'system.correlationId:e1'].map((label) => {
      const [key, value] = label.split(':');
      return { key, value };
    });
    kestra.answers({
      'GET /main/executions/e1': { json: execution('SUCCESS', { labels }) },
      'POST /main/executions/e1/labels': { json: execution('SUCCESS', { labels: [] }) },
    });
    expect(await add({ b: 3, c: true })).toEqual(execution('SUCCESS', { labels: [] }));
    expect(JSON.parse(kestra.asked[1]?.body ?? '')).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '3' },
      { key: 'c', value: 'true' },
    ]);
  });

  it.each([
    ['1.3', 'RUNNING'],
    ['2.0', 'PAUSED'],
  ])('says on %s that an execution which is %s has not ended', async (version, state) => {
    kestra.answers({ 'GET /main/executions/e1': { json: execution(state) } });
    const given = { execution_id: 'e1', labels: { a: 1 } };
    expect(await call('add_execution_labels', given, version)).toEqual({
      error: expect.stringContaining(`is ${state}. Kestra changes labels only after an execution has ended.`),
    });
    expect(kestra.lines).toHaveLength(1);
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({
      'GET /main/executions/e1': { json: execution('SUCCESS') },
      'POST /main/executions/e1/labels': recorded('execution labels, system'),
    });
    expect(await add({ 'system.x': 1 })).toEqual({
      error: expect.stringContaining(
        'System labels can only be set by Kestra itself, offending label: system.x=1',
      ),
    });
  });
});
