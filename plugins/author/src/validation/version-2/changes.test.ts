import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { recorded, sentBody, takenSources } from '../../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../../test/support/kestra/use-kestra.js';
import { judgeFlow } from '../judge-flow.js';
import type { ChangeFinding } from './finding.js';
import { CHANGES } from './table.js';

const kestra = useKestra();
const VALIDATE = 'POST /main/flows/validate';
const AUTHORING = '1.3-oss-authoring';

/** Says nothing of any document. */
const FINE = { json: [0, 1, 2, 3].map((index) => ({ index })) };

async function changesIn(yaml: string, answer: object = FINE): Promise<ChangeFinding[]> {
  kestra.answers({ [VALIDATE]: answer });
  const verdict = await judgeFlow(new KestraClient(kestra.settings('1.3')), yaml, { forVersion: '2' });
  return verdict.changes as ChangeFinding[];
}

/** The changes in tasks, triggers and more below the head of a flow: what stands at the place, and what is to. */
async function rewrites(body: string): Promise<string[]> {
  const yaml = `id: f\nnamespace: rec.demo\n${body}`;
  const lines = yaml.split('\n');
  const changes = await changesIn(yaml);
  return changes.map(({ line = 0, column = 0, to }) => {
    const text = lines[line - 1]?.slice(column - 1) ?? '';
    return to === undefined ? text : `${text} -> ${to}`;
  });
}

describe('what 2.0 takes is left alone', () => {
  const taken = takenSources('2.0-oss');

  it('all that it was seen to take', async () => {
    expect(taken.length).toBeGreaterThan(35);
    const found: Record<string, string[]> = {};
    for (const name of taken) {
      const changes = await changesIn(sentBody(name, '2.0-oss'));
      if (changes.length > 0) found[name] = changes.map(({ from }) => from);
    }
    expect(found).toEqual({
      // It takes this one, and fails when it runs.
      'validate flow, 2.0 removed: json()': ['json()', '| json'],
      'create json user': ['json()'],
    });
  });
});

describe('what 2.0 refuses has its rewrite', () => {
  it.each([
    ['2.0 removed: ForEach', ['io.kestra.plugin.core.flow.ForEach']],
    ['2.0 removed: pluginDefaults', ['pluginDefaults']],
    ['2.0 removed: preconditions', ['preconditions']],
    ['2.0 removed: trigger conditions', ['conditions']],
    ['2.0 removed: io.kestra.core type', ['io.kestra.core.tasks.log.Log']],
    ['2.0: when on a task', ['when']],
  ])('%s', async (name, from) => {
    const changes = await changesIn(sentBody(`validate flow, ${name}`, '2.0-oss'));
    expect(changes.map((change) => change.from)).toEqual(from);
    expect(changes.every(({ sure, line }) => sure === undefined && line !== undefined)).toBe(true);
  });

  it('an old name becomes what the instance says it is', async () => {
    const name = 'validate flow: deprecated type name';
    expect(await changesIn(sentBody(name, AUTHORING), recorded(name, AUTHORING))).toMatchObject([
      { from: 'io.kestra.core.tasks.log.Log', to: 'io.kestra.plugin.core.log.Log', line: 6, column: 11 },
    ]);
  });

  it('loops, with what they repeat', async () => {
    const body = `tasks:
  - id: each
    type: io.kestra.plugin.core.flow.EachSequential
    value: [1, 2]
    tasks:
      - id: say
        type: io.kestra.plugin.core.log.Log
        message: |
          {{ taskrun.value }}
          {{ outputs.say[taskrun.value].x }} {{ parent.taskrun.value }} {{ 'taskrun.value' }}
          {{ parents[0].taskrun.value }} {{ parents[1].taskrun.value }}
  - id: other
    type: io.kestra.plugin.core.log.Log
    message: "{{ taskrun.value }}"`;
    expect(await rewrites(body)).toEqual([
      'io.kestra.plugin.core.flow.EachSequential -> io.kestra.plugin.core.flow.Loop',
      'value: [1, 2] -> values',
      'taskrun.value }} -> item.value',
      `taskrun.value].x }} {{ parent.taskrun.value }} {{ 'taskrun.value' }}`,
      `parent.taskrun.value }} {{ 'taskrun.value' }} -> item.parent.value`,
      'parents[0].taskrun.value }} {{ parents[1].taskrun.value }} -> item.parent.value',
      'parents[1].taskrun.value }}',
    ]);
  });

  it.each([
    ['{type: io.kestra.plugin.core.condition.Weekend}', 'when: "{{ isWeekend(trigger.date) }}"'],
    [
      '{type: io.kestra.plugin.core.condition.Expression, expression: "{{ trigger.x == 1 }}"}',
      'when: "{{ trigger.x == 1 }}"',
    ],
    [
      '{type: io.kestra.plugin.core.condition.Weekend}, {type: io.kestra.plugin.core.condition.DayWeek, dayOfWeek: MONDAY}',
      `when: "{{ (isWeekend(trigger.date)) and (dayOfWeek(trigger.date) == 'MONDAY') }}"`,
    ],
    ['{type: io.kestra.plugin.core.condition.TimeBetween, after: "10:00"}', undefined],
    ['{type: io.kestra.plugin.core.condition.Expression, expression: "{{ a }} {{ b }}"}', undefined],
  ])('conditions %s', async (conditions, to) => {
    const body = `triggers:\n  - id: t\n    type: io.kestra.plugin.core.trigger.Schedule\n    conditions: [${conditions}]`;
    const [change] = await changesIn(`id: f\nnamespace: a\n${body}\n`);
    expect(change).toMatchObject({ from: 'conditions', line: 6, column: 5, ...(to && { to }) });
    expect(change?.to).toBe(to);
  });

  it('preconditions that name flows, and the rest of the table', async () => {
    const body = `inputs:
  - {id: a, type: BOOLEAN}
  - {id: b, type: ENUM, values: [x]}
  - {id: c, type: INT, defaults: many}
listeners: []
triggers:
  - id: t
    type: io.kestra.plugin.core.trigger.Flow
    minLogLevel: INFO
    states: [CANCELED]
    preconditions:
      id: p
      flows: [{namespace: a, flowId: b, states: [SUCCESS, CANCELED]}]
tasks:
  - id: x
    type: io.kestra.plugin.core.state.Set
    workerGroup: {key: k}`;
    expect(await rewrites(body)).toEqual([
      'BOOLEAN} -> BOOL',
      'ENUM, values: [x]} -> SELECT',
      'many}',
      'listeners: []',
      'minLogLevel: INFO -> logLevel',
      'CANCELED] -> CANCELLED',
      'preconditions: -> dependsOn: [{namespace: a, flowId: b, states: [SUCCESS, CANCELLED]}]',
      'CANCELED]}] -> CANCELLED',
      'io.kestra.plugin.core.state.Set -> io.kestra.plugin.core.kv.Set',
      'workerGroup: {key: k}',
    ]);
  });

  it('what asks Kestra has to say who asks, and that is not seen but said', async () => {
    const body = `tasks:
  - {id: a, type: io.kestra.plugin.git.SyncFlows}
  - {id: b, type: io.kestra.plugin.kestra.flows.List, auth: {apiToken: x}}
  - {id: c, type: io.kestra.plugin.git.Clone}
`;
    expect(await changesIn(`id: f\nnamespace: a\n${body}`)).toMatchObject([
      {
        from: 'io.kestra.plugin.git.SyncFlows',
        line: 4,
        sure: false,
        message: expect.stringContaining('auth'),
      },
    ]);
  });

  it('is one table, in which nothing is twice', () => {
    const keys = CHANGES.map(({ kind, from, on }) => `${kind} ${from} ${on}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
