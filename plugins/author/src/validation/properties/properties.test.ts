import { expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { recorded, sentBody } from '../../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../../test/support/kestra/use-kestra.js';
import { judgeFlow } from '../judge-flow.js';

const kestra = useKestra();
const VALIDATE = 'POST /main/flows/validate';
const AUTHORING = '1.3-oss-authoring';
const LOG = 'io.kestra.plugin.core.log.Log';
const SLEEP = 'io.kestra.plugin.core.flow.Sleep';
const docs = (properties: object) => ({ json: { schema: { properties: { properties } } } });
const client = () => new KestraClient(kestra.settings('1.3'));
const judge = (yaml: string, own = client()) => judgeFlow(own, yaml, { values: true });
const duration = (text: string) =>
  `id: f\nnamespace: a\ntasks:\n  - id: s\n    type: ${SLEEP}\n    duration: ${text}\n`;

it('a value that is none of those that the instance names fails when it runs', async () => {
  const name = 'validate flow: bad enum value';
  kestra.answers({
    [VALIDATE]: recorded(name, AUTHORING),
    [`GET /plugins/${LOG}`]: recorded('plugin docs: task', AUTHORING),
  });
  const own = client();
  expect(await judge(sentBody(name, AUTHORING), own)).toMatchObject({
    valid: false,
    violations: [
      {
        ...{ line: 8, column: 12, path: 'x.level', fails: 'run' },
        message: 'level is "LOUD", but must be one of ERROR, WARN, INFO, DEBUG, TRACE.',
      },
    ],
  });
  const good = sentBody(name, AUTHORING).replace('LOUD', 'warn');
  expect(await judge(good, own)).toMatchObject({ valid: true });
  // What the instance has told once is remembered.
  expect(kestra.lines.filter((line) => line.startsWith('GET /plugins'))).toHaveLength(1);
});

it.each([
  ['PT5M', true],
  ['P1DT2H', true],
  ['pt0.5s', true],
  ['"{{ inputs.x ?? \'PT1S\' }}"', true],
  ['30', true],
  ['5 minutes', false],
  ['P', false],
  ['PT', false],
  ['P1W', false],
])('a duration %s: %s', async (text, valid) => {
  kestra.answers({
    [VALIDATE]: { json: [{ index: 0 }] },
    [`GET /plugins/${SLEEP}`]: docs({ duration: { type: 'string', format: 'duration', $dynamic: true } }),
  });
  expect(await judge(duration(text))).toMatchObject({ valid });
});

it('what is not rendered is judged by Kestra, and its expressions are no more than warned of', async () => {
  kestra.answers({
    [VALIDATE]: { json: [{ index: 0 }] },
    [`GET /plugins/${SLEEP}`]: docs({ duration: { type: 'string', format: 'duration', $dynamic: false } }),
  });
  expect(await judge(duration('5 minutes'))).toMatchObject({ valid: true, warnings: [] });
  expect(await judge(duration('"{{ inputs.none }}"'))).toMatchObject({
    valid: true,
    warnings: [{ line: 6 }],
  });
});

it('ten types are looked up, and what is not told does no harm', async () => {
  kestra.answers({ [VALIDATE]: { json: [{ index: 0 }] } });
  const tasks = Array.from({ length: 30 }, (_, n) => `  - {id: t${n}, type: some.Type${n % 15}}\n`);
  expect(await judge(`id: f\nnamespace: a\ntasks:\n${tasks.join('')}`)).toMatchObject({ valid: true });
  expect(kestra.lines.filter((line) => line.startsWith('GET /plugins'))).toHaveLength(10);
});
