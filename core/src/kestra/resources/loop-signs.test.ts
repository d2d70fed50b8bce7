import { describe, expect, it } from '@jest/globals';
import { recordedJson } from '../../../../test/support/kestra/recordings.js';
import type { Execution } from '../types.js';
import { loopSign as signOf } from './loop-signs.js';

const loopSign = (execution: Execution) => signOf(execution, true);
const run = (id: string, current: string, rest: object = {}) => ({
  id,
  taskId: id,
  state: { current },
  ...rest,
});
const ofNoWorker = { attempts: [{ state: { current: 'FAILED' } }] };
const ofWorker = { attempts: [{ workerId: 'w', state: { current: 'FAILED' } }] };
const execution = (current: string, ...taskRunList: object[]) =>
  ({ id: 'e1', namespace: 'a', flowId: 'f', state: { current }, taskRunList }) as unknown as Execution;
const ended = { iterationCount: 9, runningIterations: 0, terminatedIterations: { SUCCESS: 6, FAILED: 3 } };

describe('outputs of a Loop', () => {
  it('say how many there are of which kind, on a real Kestra 2.0', () => {
    const [loop] = recordedJson<Execution>('loop: the run', '2.0-oss').taskRunList ?? [];
    const outputs = recordedJson('loop: outputs of the loop task', '2.0-oss');
    expect(loopSign(execution('SUCCESS', { ...loop, outputs }))).toEqual({
      total: 3,
      states: { SUCCESS: 3 },
    });
  });

  it('are added up over the loops of a run', () => {
    const running = { iterationCount: 4, runningIterations: 2, terminatedIterations: { SUCCESS: 1 } };
    const runs = [run('one', 'FAILED', { outputs: ended }), run('two', 'RUNNING', { outputs: running })];
    expect(loopSign(execution('RUNNING', ...runs))).toEqual({
      total: 13,
      states: { SUCCESS: 7, FAILED: 3, RUNNING: 2 },
    });
  });

  it.each([
    [{ iterationCount: 3 }],
    [{ iterationCount: 'three', terminatedIterations: {} }],
    [{ terminatedIterations: { SUCCESS: 1 } }],
    [null],
    ['text'],
  ])('are not %j', (outputs) => {
    expect(
      loopSign(execution('SUCCESS', run('until', 'SUCCESS', { ...ofNoWorker, outputs }))),
    ).toBeUndefined();
  });
});

describe('without outputs', () => {
  it.each<[string, object[]]>([
    ['FAILED', [run('loop', 'FAILED', ofNoWorker)]],
    [
      'FAILED',
      [
        run('outer', 'FAILED', ofNoWorker),
        run('loop', 'FAILED', { ...ofNoWorker, parentTaskRunId: 'outer' }),
      ],
    ],
    ['RUNNING', [run('before', 'SUCCESS', ofWorker), run('loop', 'RUNNING', ofNoWorker)]],
  ])('an execution that is %s may have a loop, by what no worker has run', (state, runs) => {
    expect(loopSign(execution(state, ...runs))).toBe('perhaps');
  });

  it.each<[string, object[]]>([
    ['FAILED', [run('boom', 'FAILED', ofWorker)]],
    [
      'FAILED',
      [run('outer', 'FAILED', ofNoWorker), run('boom', 'FAILED', { ...ofWorker, parentTaskRunId: 'outer' })],
    ],
    ['FAILED', [run('sub', 'FAILED', { ...ofNoWorker, outputs: { executionId: 'e2', state: 'FAILED' } })]],
    ['FAILED', [run('skipped', 'SKIPPED', ofNoWorker), run('never', 'FAILED', { attempts: [] })]],
    ['SUCCESS', [run('ask', 'SUCCESS', ofNoWorker)]],
    ['PAUSED', [run('ask', 'PAUSED', ofNoWorker)]],
    ['RUNNING', []],
  ])('an execution that is %s has none: %j', (state, runs) => {
    expect(loopSign(execution(state, ...runs))).toBeUndefined();
  });

  it('to who wants all lines, any that no worker has run may be one', () => {
    const skipped = run('skipped', 'SKIPPED', ofNoWorker);
    expect(signOf(execution('SUCCESS', run('loop', 'SUCCESS', ofNoWorker)), false)).toBe('perhaps');
    expect(signOf(execution('SUCCESS', run('log', 'SUCCESS', ofWorker), skipped), false)).toBeUndefined();
  });

  it('a list that is null has none', () => {
    expect(loopSign({ ...execution('FAILED'), taskRunList: null } as unknown as Execution)).toBeUndefined();
  });
});
