import { describe, expect, it } from '@jest/globals';
import { KestraClient } from '@kestra-mcp/core';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded, sentBody } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';
import { judgeFlow } from './judge-flow.js';

const kestra = useKestra();
const VALIDATE = 'POST /main/flows/validate';
const call = (yaml_definition: string, more: object = {}, version = '1.3') =>
  callPlugin(plugin, kestra, version)('validate_flow', { yaml_definition, ...more });
/** What was given to Kestra to validate. */
const sent = () => kestra.asked.filter(({ line }) => line === VALIDATE).map(({ body }) => body);
const GOOD =
  'id: ok\nnamespace: company\ntasks:\n  - id: a\n    type: io.kestra.plugin.core.log.Log\n    message: x\n';

describe('validate_flow', () => {
  it('says that a flow is valid', async () => {
    const file = '1.3-oss-authoring';
    kestra.answers({ [VALIDATE]: recorded('validate flow: good', file) });
    const yaml = sentBody('validate flow: good', file);
    expect(await call(yaml)).toEqual({ valid: true, violations: [] });
    expect(sent()).toEqual([yaml]);
  });

  it.each([
    ['1.3', 'validate flow: required property missing', '1.3-oss-authoring', 'x.message'],
    ['2.0', 'validate flow, missing property', '2.0-oss', 'tasks[x].message'],
  ] as const)('gives a violation as an answer on %s', async (version, name, file, path) => {
    kestra.answers({ [VALIDATE]: recorded(name, file) });
    expect(await call(sentBody(name, file), {}, version)).toEqual({
      valid: false,
      violations: [{ message: `${path}: must not be null`, path, line: 5, column: 5, fails: 'save' }],
    });
  });

  it.each([
    ['1.3', '1.3-oss-authoring', 'validate flow: pluginDefaults', 'pluginDefaults'],
    ['2.0', '2.0-oss', 'validate flow, 2.0 removed: ForEach', 'io.kestra.plugin.core.flow.ForEach'],
  ] as const)('tells on %s what 2.0 refuses, or that it is nothing', async (version, file, name, from) => {
    kestra.answers({ [VALIDATE]: recorded(name, file) });
    const { changes } = await call(sentBody(name, file), { for_version: '2' }, version);
    expect(changes).toMatchObject([{ from, line: expect.any(Number), column: expect.any(Number) }]);
    kestra.answers({ [VALIDATE]: { json: [{ index: 0 }] } });
    expect(await call(GOOD, { for_version: '2' }, version)).toEqual({
      valid: true,
      violations: [],
      changes: [],
    });
    expect(await call(GOOD, { for_version: '3' }, version)).toEqual({ error: expect.stringContaining('2') });
  });

  it.each([
    ['validate flow, 2.0 removed: ForEach', 'set concurrencyLimit: 1'],
    ['validate flow, 2.0 removed: trigger conditions', 'Write all conditions as one expression in "when"'],
    ['validate flow, 2.0: when on a task', 'Use runIf in a task. Known properties: '],
    ['validate flow, bad', 'with search_task_types'],
  ])('says what to write for what 2.0 refuses: %s', async (name, hint) => {
    kestra.answers({ [VALIDATE]: recorded(name, '2.0-oss') });
    expect(await call(sentBody(name, '2.0-oss'), {}, '2.0')).toMatchObject({
      violations: [{ hint: expect.stringContaining(hint) }],
    });
  });

  it('is an error where nothing could be judged', async () => {
    kestra.answers({ [VALIDATE]: { status: 401, text: '' } });
    expect(await call(GOOD)).toEqual({ error: expect.stringContaining('401') });
    expect(await call(`${GOOD}# ${'x'.repeat(500_000)}`)).toEqual({
      error: expect.stringContaining('The limit for one call is 500000'),
    });
    expect(await call(`${GOOD}---\n`.repeat(51))).toEqual({ error: expect.stringContaining('51 documents') });
    expect(sent()).toHaveLength(1);
    kestra.answers({ [VALIDATE]: { json: [] } });
    expect(await call(GOOD)).toEqual({ error: expect.stringContaining('did not report on 1 of 1 flow, so') });
    kestra.answers({ [VALIDATE]: { json: [{ index: 0 }] } });
    expect(await call(`${GOOD}---\n${GOOD}`)).toEqual({ error: expect.stringContaining('1 of 2 flows') });
  });

  it('shortens what would leave no room for itself', async () => {
    const constraints = `Validation error: odd ${'x'.repeat(300_000)}`;
    kestra.answers({ [VALIDATE]: { json: [{ index: 0, constraints, warnings: ['careful'] }] } });
    const answer = await call(GOOD);
    expect(answer).toMatchObject({
      violations: [{ message: expect.stringMatching(/^odd x+…$/) }],
      warnings: [{ message: 'careful' }],
    });
    expect(answer).not.toHaveProperty('more');
  });

  it('calls no word unknown where Kestra lists none', async () => {
    const none = { json: [] };
    kestra.answers({
      ...{ [VALIDATE]: { json: [{ index: 0 }] }, 'GET /pebble/functions': none, 'GET /pebble/filters': none },
    });
    const answer = await call(`${GOOD}description: x\nvariables:\n  a: "{{ now() | upper }}"\n`);
    expect(answer).toMatchObject({ valid: true, unchecked: [expect.any(String), expect.any(String)] });
    expect(answer).not.toHaveProperty('warnings');
  });

  it('tells the first 50 findings, and how many there are', async () => {
    const constraints = Array.from({ length: 70 }, (_, n) => `tasks[${n}].id: must not be null\n`).join('');
    kestra.answers({ [VALIDATE]: { json: [{ index: 0, constraints, warnings: ['careful'] }] } });
    const answer = await call(GOOD);
    expect(answer.violations).toHaveLength(50);
    expect(answer).toMatchObject({ valid: false, more: 21, next: expect.stringContaining('21 more') });
  });
});

describe('with fixed namespaces', () => {
  const judge = (yaml: string) =>
    judgeFlow(new KestraClient(kestra.settings('1.3'), { namespaces: ['company'], readOnly: true }), yaml);
  const json = [{ index: 0, warnings: ['fine'] }];

  it('each document is sent by itself, and one outside refuses all', async () => {
    kestra.answers({ [VALIDATE]: { json } });
    const two = GOOD.replace('id: ok', 'id: two');
    const { warnings } = await judge(`${GOOD}---\n${two}`);
    expect(warnings.map(({ line }) => line)).toEqual([1, 8]);
    expect(sent()).toEqual([GOOD.trimEnd(), `\n${two}`]);
    await expect(judge(GOOD.replace('company', 'other'))).rejects.toThrow('outside');
    await expect(judge(`${GOOD}---\n${GOOD.replace('company', 'other')}`)).rejects.toThrow('outside');
  });

  it('YAML that cannot be read is a violation, and nothing of it is sent', async () => {
    expect(await judge('id: a\nnamespace: company\nlabels: [a\ntasks: b\n')).toMatchObject({
      valid: false,
      violations: [{ line: 4, fails: 'save' }],
    });
    expect(kestra.lines).toEqual([]);
  });
});
