import { describe, expect, test } from '@jest/globals';
import { CORE, flow, inputs, LOG, refusal, task } from '../testing/flow-source.js';
import { RULES_1_3, RULES_2_0 } from './rules.js';

describe.each([
  ['1.3', RULES_1_3],
  ['2.0', RULES_2_0],
])('a flow on %s', (_, rules) => {
  test.each([
    ['a label of one key', flow(`labels: {team: data, tier: 1, on: true}\n${LOG}`)],
    ['a condition of a task', task(`type: ${CORE}.log.Log, message: x, runIf: "{{ true }}"`)],
    [
      'a task below a Parallel',
      task(`type: ${CORE}.flow.Parallel, tasks: [{id: a, type: ${CORE}.debug.Return}]`),
    ],
    [
      'a task of a plugin that is not the core',
      task('type: io.kestra.plugin.scripts.shell.Commands, commands: [ls]'),
    ],
    [
      'an old name that is still known',
      task(
        `type: ${CORE}.flow.WaitFor, condition: "{{ true }}", tasks: [{id: a, type: ${CORE}.debug.Return}]`,
      ),
    ],
    [
      'a trigger of a plugin',
      flow(`triggers:\n  - {id: t, type: io.kestra.plugin.kafka.RealtimeTrigger}\n${LOG}`),
    ],
    ['a SELECT without values', inputs('id: s, type: SELECT')],
    [
      'a required input with a default',
      inputs('id: n, type: INT, defaults: 7', 'id: m, type: INT, required: false'),
    ],
    ['a default that is an expression', inputs('id: n, type: INT, defaults: "{{ 1 + 1 }}"')],
    ['line ends of CR', flow(LOG).replaceAll('\n', '\r')],
    ['line ends of CRLF', flow(LOG).replaceAll('\n', '\r\n')],
    ['a second document, which nobody reads', `${flow(LOG)}---\nid: [\n`],
    ['the last of two values for a key', `id: g\n${flow(LOG)}`],
  ])('takes %s', (_name, source) => {
    expect(refusal(source, rules)).toBeUndefined();
  });

  test.each([
    [
      'a label that is a map in a list',
      flow(`labels: [{team: data}]\n${LOG}`),
      'Unsupported type for key: null, value: null',
    ],
    [
      'a label whose value is a map',
      flow(`labels: {a: {b: c}}\n${LOG}`),
      'Unsupported type for key: a, value: {b=c}',
    ],
    ['a label without a value', flow(`labels: {a: ""}\n${LOG}`), 'labels[0].value: must not be empty'],
    ['a label of Kestra itself', flow(`labels: {system.a: b}\n${LOG}`), 'offending label: system.a=b'],
    [
      'an unknown property',
      task(`type: ${CORE}.debug.Return, form: x`),
      `Unrecognized field "form" (class ${CORE}.debug.Return)`,
    ],
    [
      'one of a nested task',
      task(`type: ${CORE}.flow.Sequential, tasks: [{id: a, type: ${CORE}.log.Log, message: x, msg: y}]`),
      'Unrecognized field "msg"',
    ],
    [
      'one of a case',
      task(`type: ${CORE}.flow.Switch, value: a, cases: {a: [{id: a, type: ${CORE}.nope.No}]}`),
      `Invalid type: ${CORE}.nope.No`,
    ],
    [
      'one of the flow',
      flow(`task: []\n${LOG}`),
      'Unrecognized field "task" (class io.kestra.core.models.flows.FlowWithSource)',
    ],
    [
      'an anchor that is to be merged',
      flow(
        `tasks:\n  - &a {id: a, type: ${CORE}.log.Log, message: x}\n  - <<: *a\n    id: b\n    type: ${CORE}.log.Log\n    message: y\n`,
      ),
      'Unrecognized field "<<"',
    ],
    [
      'a condition under the name of a trigger',
      task(`type: ${CORE}.log.Log, message: x, when: "{{ true }}"`),
      'Unrecognized field "when"',
    ],
    [
      'a default of an input that may be left out',
      inputs('id: n, type: INT, required: false, defaults: 3'),
      'inputs[0]: Inputs with a default value must be required',
    ],
    ['an ARRAY of nothing', inputs('id: a, type: ARRAY'), 'inputs[0].itemType: must not be null'],
    [
      'two inputs of one id',
      inputs('id: n, type: INT', 'id: n, type: BOOL'),
      'Duplicate input with name [n]',
    ],
    [
      'an input that waits for none',
      inputs('id: n, type: INT, dependsOn: {inputs: [m]}'),
      "depends on a non-existent input 'm'",
    ],
    [
      'a task id with a blank',
      flow(`tasks:\n  - {id: my task, type: ${CORE}.debug.Return}\n`),
      'must match "^[a-zA-Z0-9][a-zA-Z0-9_-]*"',
    ],
    [
      'a cron expression that is none',
      flow(`triggers:\n  - {id: t, type: ${CORE}.trigger.Schedule, cron: "61 * * * *"}\n${LOG}`),
      "triggers[0]: invalid cron expression '61 * * * *'",
    ],
    [
      'a trigger among the tasks',
      task(`type: ${CORE}.trigger.Schedule, cron: "@daily"`),
      'cannot be cast to class io.kestra.core.models.tasks.Task',
    ],
    [
      'no limit at all',
      flow(`concurrency: {limit: 0}\n${LOG}`),
      'concurrency.limit: must be greater than or equal to 1',
    ],
    [
      'a flow that calls itself',
      task(`type: ${CORE}.flow.Subflow, namespace: lab, flowId: f`),
      'Recursive call to flow [lab.f]',
    ],
  ])('refuses %s', (_name, source, reason) => {
    expect(refusal(source, rules)).toContain(reason);
  });

  test('says everything at once', () => {
    const source = `id: 9!\nnamespace: lab\ntasks:\n  - {id: a, type: ${CORE}.log.Log}\n  - {id: a, type: ${CORE}.log.Log, message: x}\n`;
    const where = rules === RULES_1_3 ? 'a' : 'tasks[a]';
    expect(refusal(source, rules)).toBe(
      '422 Invalid entity: : Invalid Flow: Duplicate task id with name [a]\n' +
        `id: must match "^[a-zA-Z0-9][a-zA-Z0-9._-]*"\n${where}.message: must not be null\n`,
    );
  });
});
