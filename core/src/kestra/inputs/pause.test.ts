import { describe, expect, it } from '@jest/globals';
import type { Execution, Flow } from '../types.js';
import { defaultInputs, missingInputs } from './declared.js';
import { pauseInputs } from './pause.js';

const CORE = 'io.kestra.plugin.core.flow';
const pause = (id: string, ...onResume: object[]) => ({ id, type: `${CORE}.Pause`, onResume });
const log = { id: 'log', type: 'io.kestra.plugin.core.log.Log', message: 'x' };
/** A task with other tasks under these names. The linter forbids `then` in an object literal. */
const branches = (...names: [string, object][]) => ({
  id: 'i',
  type: `${CORE}.If`,
  ...Object.fromEntries(names.map(([name, task]) => [name, [task]])),
});
const APPROVE = pause('approve', { id: 'reason', type: 'STRING', defaults: 'fine' });
const pauseDefaults = (flow: Flow, execution: Execution) => defaultInputs(pauseInputs(flow, execution));
const FLOW: Flow = { id: 'b', namespace: 'a' };
const flow = (...tasks: object[]): Flow => ({ ...FLOW, tasks: tasks as NonNullable<Flow['tasks']> });

/** An execution whose task runs of these tasks are paused. */
const pausedAt = (...taskIds: string[]): Execution => ({
  id: 'e1',
  namespace: 'a',
  flowId: 'b',
  state: { current: 'PAUSED' },
  taskRunList: [
    { id: 'r0', taskId: 'log', state: { current: 'SUCCESS' } },
    ...taskIds.map((taskId) => ({ id: `r-${taskId}`, taskId, state: { current: 'PAUSED' } })),
  ],
});

describe('the defaults of a pause', () => {
  it.each<[string, object]>([
    ['the flow', APPROVE],
    ['a Sequential', { id: 's', type: `${CORE}.Sequential`, tasks: [log, APPROVE] }],
    ['a Parallel', { id: 'p', type: `${CORE}.Parallel`, tasks: [log, APPROVE] }],
    ['the then of an If', branches(['then', APPROVE], ['else', log])],
    ['the else of an If', branches(['then', log], ['else', APPROVE])],
    ['a case of a Switch', { id: 'w', type: `${CORE}.Switch`, cases: { a: [log], b: [APPROVE] } }],
    ['the defaults of a Switch', { id: 'w', type: `${CORE}.Switch`, cases: {}, defaults: [APPROVE] }],
    ['the errors of a task', { id: 's', type: `${CORE}.Sequential`, tasks: [log], errors: [APPROVE] }],
    [
      'a Dag',
      { id: 'd', type: `${CORE}.Dag`, tasks: [{ task: log }, { task: APPROVE, dependsOn: ['log'] }] },
    ],
    ['a pause', { ...pause('outer', { id: 'no', type: 'INT', defaults: 1 }), tasks: [APPROVE] }],
    [
      'many of these',
      {
        id: 'p',
        type: `${CORE}.Parallel`,
        tasks: [branches(['else', { id: 's', type: 'x', tasks: [APPROVE] }])],
      },
    ],
  ])('are found in %s', (_, task) => {
    expect(pauseDefaults(flow(log, task), pausedAt('approve'))).toEqual({ reason: 'fine' });
  });

  it.each(['errors', 'finally', 'afterExecution'])("are found in the flow's %s", (place) => {
    expect(pauseDefaults({ ...flow(log), [place]: [APPROVE] }, pausedAt('approve'))).toEqual({
      reason: 'fine',
    });
  });

  it('are those of the one that is paused', () => {
    const tasks = ['first', 'second', 'third'].map((id) =>
      pause(id, { id: 'of', type: 'STRING', defaults: id }),
    );
    const three = flow({ id: 'p', type: `${CORE}.Parallel`, tasks });
    expect(pauseDefaults(three, pausedAt('p', 'second'))).toEqual({ of: 'second' });
    expect(pauseDefaults(three, pausedAt('third'))).toEqual({ of: 'third' });
  });

  it('are those of the first pause when the execution does not tell its task runs', () => {
    const { taskRunList: _, ...slim } = pausedAt();
    const two = flow(
      pause('first', { id: 'of', type: 'INT', defaults: 1 }),
      pause('second', { id: 'of', type: 'INT', defaults: 2 }),
    );
    expect(pauseDefaults(two, slim)).toEqual({ of: 1 });
  });

  it('are those of all that are paused, and none of them is required', () => {
    const two = flow({
      id: 'p',
      type: `${CORE}.Parallel`,
      tasks: [pause('a', { id: 'x', type: 'INT' }), APPROVE],
    });
    const declared = pauseInputs(two, pausedAt('p', 'a', 'approve'));
    expect(declared.inputs.map(({ id }) => id)).toEqual(['x', 'reason']);
    expect(missingInputs(declared)).toEqual([]);
    expect(missingInputs(pauseInputs(two, pausedAt('p', 'a')))).toMatchObject([{ id: 'x' }]);
  });

  it('are none of an execution that was paused by hand', () => {
    expect(pauseDefaults(flow(log, APPROVE), pausedAt())).toEqual({});
  });

  it('are none where another task is paused than a pause', () => {
    expect(pauseDefaults(flow(log, APPROVE), pausedAt('log'))).toEqual({});
  });

  it('keep their types, and leave inputs without one to the user', () => {
    const task = pause(
      'approve',
      { id: 'yes', type: 'BOOLEAN', defaults: false },
      { id: 'n', type: 'INT', defaults: 0 },
      { id: 'list', type: 'ARRAY', defaults: [1, null] },
      { id: 'text', type: 'STRING', defaults: '' },
      { id: 'required', type: 'STRING' },
      { type: 'STRING', defaults: 'no id' },
      { id: 'rendered', type: 'STRING', defaults: '{{ flow.id }}' },
    );
    expect(pauseDefaults(flow(task), pausedAt('approve'))).toEqual({
      yes: false,
      n: 0,
      list: [1, null],
      text: '',
    });
  });

  it('are none of a pause that asks for nothing, and of a flow without tasks', () => {
    expect(pauseDefaults(flow({ id: 'approve', type: `${CORE}.Pause` }), pausedAt('approve'))).toEqual({});
    expect(pauseDefaults(FLOW, pausedAt('approve'))).toEqual({});
    const odd = flow({ id: 'approve', type: `${CORE}.Pause`, onResume: 'x' }, { id: 'y', type: null });
    expect(pauseDefaults(odd, pausedAt('approve'))).toEqual({});
  });

  it('know the old name of the task', () => {
    const old = { ...APPROVE, type: 'io.kestra.core.tasks.flows.Pause' };
    expect(pauseDefaults(flow(old), pausedAt('approve'))).toEqual({ reason: 'fine' });
  });
});
