import { describe, expect, test } from '@jest/globals';
import { CORE, flow, inputs, LOG, refusal, task } from '../testing/flow-source.js';
import { readFlow } from './read.js';
import { RULES_1_3, RULES_2_0 } from './rules.js';

describe('what only one version takes', () => {
  const each = `value: ["a"], tasks: [{id: a, type: ${CORE}.debug.Return}]`;
  const trigger = (rest: string) => flow(`triggers:\n  - {id: t, ${rest}}\n${LOG}`);

  test.each([
    [
      'an old name',
      task('type: io.kestra.core.tasks.log.Log, message: x'),
      'Invalid type: io.kestra.core.tasks.log.Log',
    ],
    [
      'EachSequential',
      task(`type: ${CORE}.flow.EachSequential, ${each}`),
      `Invalid type: ${CORE}.flow.EachSequential`,
    ],
    ['a BOOLEAN', inputs('id: b, type: BOOLEAN'), 'Invalid type: BOOLEAN'],
    [
      'a BOOLEAN that a Pause asks for',
      task(`type: ${CORE}.flow.Pause, onResume: [{id: b, type: BOOLEAN}]`),
      'Invalid type: BOOLEAN',
    ],
    ['a Toggle', task(`type: ${CORE}.trigger.Toggle, trigger: x`), `Invalid type: ${CORE}.trigger.Toggle`],
    ['an ENUM', inputs('id: e, type: ENUM, values: [a]'), 'Invalid type: ENUM'],
    [
      'plugin defaults',
      flow(`pluginDefaults: [{type: ${CORE}.log.Log, values: {message: x}}]\n${LOG}`),
      'Unrecognized field "pluginDefaults"',
    ],
    [
      'conditions of a trigger',
      trigger(`type: ${CORE}.trigger.Schedule, cron: "0 * * * *", conditions: []`),
      'Unrecognized field "conditions"',
    ],
    [
      'preconditions of a trigger',
      trigger(`type: ${CORE}.trigger.Flow, preconditions: {id: p}`),
      'Unrecognized field "preconditions"',
    ],
    [
      'a default of the wrong type',
      inputs('id: d, type: DATE, defaults: soon'),
      "Invalid default for input 'd': `soon` is not a valid DATE value",
    ],
    [
      'a default that is no boolean',
      inputs('id: b, type: BOOL, defaults: yes'),
      "Invalid default for input 'b': `yes` is not a valid BOOL value",
    ],
  ])('%s is of 1.3', (_name, source, reason) => {
    expect(refusal(source, RULES_1_3)).toBeUndefined();
    expect(refusal(source, RULES_2_0)).toContain(reason);
  });

  test.each([
    [
      'a Loop',
      task(`type: ${CORE}.flow.Loop, values: ["a"], tasks: [{id: a, type: ${CORE}.debug.Return}]`),
      'Invalid type',
    ],
    ['a reserved id', `id: kill\nnamespace: lab\n${LOG}`, 'Flow id is a reserved keyword: kill'],
    [
      'when of a trigger',
      trigger(`type: ${CORE}.trigger.Schedule, cron: "0 * * * *", when: "{{ true }}"`),
      'Unrecognized field "when"',
    ],
    ['an ION', inputs('id: i, type: ION'), 'Invalid type: ION'],
  ])('%s is of 2.0', (_name, source, reason) => {
    expect(refusal(source, RULES_2_0)).toBeUndefined();
    expect(refusal(source, RULES_1_3)).toContain(reason);
  });

  test('an old name of 1.3 stands for the new one, below other tasks too', () => {
    const source = task(
      'type: io.kestra.core.tasks.flows.Sequential, tasks: [{id: a, type: io.kestra.core.tasks.debugs.Return}]',
    );
    expect(readFlow(source, RULES_1_3).definition.tasks).toMatchObject([
      { type: `${CORE}.flow.Sequential`, tasks: [{ type: `${CORE}.debug.Return` }] },
    ]);
  });

  test('a default is kept as it is written', () => {
    const { definition } = readFlow(
      inputs('id: b, type: BOOL, defaults: no', 'id: n, type: STRING, defaults: 0x1F'),
      RULES_1_3,
    );
    expect(definition.inputs).toMatchObject([{ defaults: 'no' }, { defaults: '0x1F' }]);
  });
});
