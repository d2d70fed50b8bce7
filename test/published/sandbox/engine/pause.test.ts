import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { labFlow, Probe, stateOf, taskOutputs } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';

describe('Pause', () => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start();
  });
  beforeEach(() => probe.sandbox.reset());
  afterAll(() => probe.close());

  test('a Pause waits for its inputs', async () => {
    const approval = labFlow(
      'approval',
      `tasks:
  - id: ask
    type: ${CORE}.flow.Pause
    onResume:
      - {id: reason, type: STRING}
      - {id: approved, type: BOOLEAN, defaults: true}
  - {id: said, type: ${CORE}.debug.Return, format: "{{ outputs.ask.onResume.reason }}"}
`,
    );
    await probe.flows(approval);
    const id = await probe.begin('approval');
    await probe.until(id, 'PAUSED');
    const refused = await probe.send('POST', `/executions/${id}/resume`);
    expect(refused).toMatchObject({
      status: 422,
      body: { message: 'Invalid entity: Missing required input:reason' },
    });
    expect((await probe.send('POST', `/executions/${id}/resume`, { form: { reason: 'fine' } })).status).toBe(
      204,
    );
    const done = await probe.until(id, 'SUCCESS');
    expect(taskOutputs(done, 'ask')).toMatchObject({ onResume: { reason: 'fine', approved: true } });
    expect(taskOutputs(done, 'said')).toEqual({ value: 'fine' });
  });

  test('a Pause with a duration ends by itself, as its behavior says', async () => {
    const pause = (id: string, behavior: string) =>
      labFlow(
        id,
        `tasks:\n  - {id: p, type: ${CORE}.flow.Pause, pauseDuration: PT0.01S, behavior: ${behavior}}\n`,
      );
    await probe.flows(pause('go', 'RESUME'), pause('warn', 'WARN'), pause('fail', 'FAIL'));
    expect(stateOf(await probe.run('go'))).toBe('SUCCESS');
    expect(stateOf(await probe.run('warn'))).toBe('WARNING');
    expect(stateOf(await probe.run('fail'))).toBe('FAILED');
  });
});
