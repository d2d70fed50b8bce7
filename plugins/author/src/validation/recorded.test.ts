import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { type File, recorded, recordedAt, sentBody } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { judgeFlow } from './judge-flow.js';

const kestra = useKestra();
const ROUTE = '/main/flows/validate';
const KINDS = ['violations', 'warnings', 'deprecations', 'infos'] as const;

/** Judges what was recorded: for each thing that Kestra said the text in the given source to which it points. */
async function pointedAt(name: string, file: File): Promise<string[]> {
  kestra.answers({ [`POST ${ROUTE}`]: recorded(name, file) });
  const yaml = sentBody(name, file);
  const verdict = await judgeFlow(new KestraClient(kestra.settings(file.slice(0, 3))), yaml);
  const lines = yaml.split('\n');
  return KINDS.flatMap((kind) =>
    verdict[kind]
      .filter(({ fails }) => fails !== 'run')
      .map(({ line = 0, column = 0 }) => {
        const text = lines[line - 1] ?? '';
        return `${kind[0]} ${text.slice(column - 1) || `behind ${text}`}`;
      }),
  );
}

/** Of those who have something: violations, warnings, deprecations and infos, and where they are. */
const POINTS: Readonly<Record<string, readonly string[]>> = {
  'unknown task type': ['v io.kestra.nope.Nope'],
  'task type with a typo': ['v io.kestra.plugin.core.log.Logg'],
  'required property missing': ['v id: x'],
  'task without type': ['v id: x'],
  'task without id': ['v type: io.kestra.plugin.core.log.Log'],
  'two properties missing in two tasks': ['v id: x', 'v id: y', 'v id: y'],
  'unknown property of a task': ['v colour: red'],
  'unknown property of the flow': ['v colour: red'],
  'property of the wrong type': ['v soon'],
  'no tasks': ['v id: bad'],
  'tasks empty': ['v tasks: []'],
  'no id': ['v namespace: rec.demo'],
  'no namespace': ['v id: bad'],
  'bad id': ['v not good!'],
  'bad namespace': ['v Not Good'],
  'reserved id': ['v pause'],
  'duplicate task ids': ['v hello'],
  'duplicate ids in a nested task': ['v hello'],
  'broken YAML, indentation': ['v type: io.kestra.plugin.core.log.Log'],
  'broken YAML, open bracket': ['v :'],
  'broken YAML, tab': ['v \t- id: x'],
  'duplicate YAML key': ['w id: bad2'],
  'unquoted Pebble': ['v message: {{ inputs.x }}'],
  'plain text': ['v log hello every hour'],
  'a list': ['v - a'],
  'empty body': ['v behind '],
  'bad cron': ['v every day'],
  'unknown trigger type': ['v io.kestra.nope.Trigger'],
  'trigger as a task': ['v io.kestra.plugin.core.trigger.Schedule'],
  'duplicate trigger ids': ['v t'],
  'flow trigger without conditions': ['w t'],
  'flow that calls itself': ['v bad', 'w bad'],
  'subflow that does not exist': ['w none'],
  'system label': ['v system.x: y'],
  'duplicate labels': ['w a, value: c}'],
  'concurrency limit 0': ['v 0'],
  'retry without interval': ['v retry:'],
  'duplicate inputs': ['v a, type: INT}'],
  'unknown input type': ['v NUMBER}'],
  'input depends on an unknown one': ['v none]}}'],
  'output without value': ['v {id: a, type: STRING}'],
  'duplicate outputs': ['v a, type: STRING, value: y}'],
  'deprecated type name': ['i io.kestra.core.tasks.log.Log'],
  'deprecated task': ['d id: each'],
  'deprecated properties': ['d taskDefaults:', 'd a, type: STRING}'],
  'deprecated listeners': ['d listeners:'],
  '2.0 only: Loop': ['v io.kestra.plugin.core.flow.Loop'],
  '2.0 only: dependsOn of a flow trigger': ['v dependsOn:'],
  'several flows, the second bad': ['v io.kestra.nope.Nope'],
  'several flows, the second not YAML': ['v behind id: ['],
  'several flows, twice the same id': ['w one'],
  'exists, older revision in the source': ['w 1'],
};

const POINTS_2: Readonly<Record<string, readonly string[]>> = {
  bad: ['v io.kestra.nope.Nope'],
  'missing property': ['v id: x'],
  'unknown property': ['v colour: red'],
  'broken YAML': ['v : ['],
  'several in one body': ['v io.kestra.nope.Nope'],
  'duplicate task id': ['v hello'],
  '2.0 removed: ForEach': ['v io.kestra.plugin.core.flow.ForEach'],
  '2.0 removed: pluginDefaults': ['v pluginDefaults:'],
  '2.0 removed: preconditions': ['v preconditions:'],
  '2.0 removed: trigger conditions': ['v conditions:'],
  '2.0 removed: io.kestra.core type': ['v io.kestra.core.tasks.log.Log'],
  '2.0: when on a task': ['v when: "{{ true }}"'],
  'bad cron': ['v "every day"'],
  'empty body': ['v behind '],
};

const sources = (file: File) => recordedAt(ROUTE, file).filter((name) => !name.includes('as JSON'));
const short = (name: string) => name.replace(/^validate flow[:,] /, '');

describe('each thing that Kestra says points at what it is about', () => {
  it.each([
    ['1.3-oss-authoring', POINTS, 66],
    ['1.3-oss', POINTS_2, 3],
    ['2.0-oss', POINTS_2, 24],
  ] as const)('%s', async (file, points, count) => {
    const found: Record<string, string[]> = {};
    for (const name of sources(file)) found[short(name)] = await pointedAt(name, file);
    expect(Object.keys(found)).toHaveLength(count);
    const expected = Object.keys(found).map((name) => [name, points[name] ?? []]);
    expect(found).toEqual(Object.fromEntries(expected));
  });
});
