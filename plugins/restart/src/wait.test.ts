import { describe, expect, it } from '@jest/globals';
import { callPlugin, taskPlugin } from '../../../test/support/host/call-plugin.js';
import { useKestra } from '../../../test/support/kestra/use-kestra.js';
import plugin from './index.js';

const kestra = useKestra();
const RESTART = 'POST /main/executions/e1/restart';
const GET = 'GET /main/executions/e1';
/** An execution that has had these states. */
const was = (...states: [string, ...string[]]) => ({
  json: {
    ...{ id: 'e1', namespace: 'a', flowId: 'b' },
    state: {
      current: states.at(-1),
      histories: states.map((state) => ({ state, date: '2026-01-01T00:00:00Z' })),
    },
  },
});
const BEFORE = ['CREATED', 'RUNNING', 'FAILED'] as const;
const GIVEN = { execution_id: 'e1', wait: true };

describe('restart_execution with wait', () => {
  const answers = () =>
    kestra.answers({
      [RESTART]: was(...BEFORE, 'RESTARTED'),
      // For a moment Kestra reads it as it was.
      [GET]: [
        was(...BEFORE),
        was(...BEFORE, 'RESTARTED', 'RUNNING'),
        was(...BEFORE, 'RESTARTED', 'RUNNING', 'SUCCESS'),
      ],
    });

  it('waits for the end of what was restarted, not for the one before', async () => {
    answers();
    const value = await callPlugin(plugin, kestra)('restart_execution', GIVEN);
    expect(value).toMatchObject({ id: 'e1', state: { current: 'SUCCESS' } });
    expect(kestra.lines).toEqual([RESTART, GET, GET, GET, GET]);
  });

  it('as a task says the same at its end, and how far it is before', async () => {
    answers();
    const look = await taskPlugin(plugin, kestra)('restart_execution', GIVEN);
    expect(kestra.lines).toEqual([RESTART]);
    expect(await look()).toEqual({ status: 'working', message: 'FAILED' });
    expect(await look()).toEqual({ status: 'working', message: 'RUNNING' });
    const { value } = await look();
    answers();
    expect(value).toEqual(await callPlugin(plugin, kestra)('restart_execution', GIVEN));
  });
});
