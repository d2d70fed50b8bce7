import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { formOf, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { InputError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';
import { ConflictError, InvalidError } from '../wire/errors.js';

const VERSIONS = ['0.23', '0.24', '1.0', '1.3', '2.0'] as const;
const kestra = useKestra();
const executions = (version: string = '1.3') => new KestraClient(kestra.settings(version)).executions;
const execution = { id: 'e1', namespace: 'a', flowId: 'b', state: { current: 'CREATED' } };

describe.each(VERSIONS)('on %s', (version) => {
  it('a search is in the grammar of the server', async () => {
    kestra.answers({ 'GET /main/executions/search': { json: { results: [], total: 0 } } });
    const dates = { startDate: '2026-01-01T00:00:00Z', endDate: '2026-01-02T00:00:00Z' };
    await executions(version).search({ namespace: 'a', flowId: 'b', ...dates, page: 1, size: 9 });
    await executions(version).search({ page: 2, size: 9 });
    const conditions =
      version === '0.23'
        ? 'namespace=a&flowId=b&startDate=2026-01-01T00:00:00Z&endDate=2026-01-02T00:00:00Z'
        : 'filters[namespace][PREFIX]=a&filters[flowId][EQUALS]=b' +
          '&filters[startDate][GREATER_THAN_OR_EQUAL_TO]=2026-01-01T00:00:00Z' +
          '&filters[endDate][LESS_THAN_OR_EQUAL_TO]=2026-01-02T00:00:00Z';
    expect(kestra.lines).toEqual([
      `GET /main/executions/search?page=1&size=9&sort=state.startDate:desc&${conditions}`,
      'GET /main/executions/search?page=2&size=9&sort=state.startDate:desc',
    ]);
  });

  it('an action never means a flow of that name', async () => {
    const folder = version === '2.0' ? '/main/executions/e1/actions' : '/main/executions/e1';
    kestra.answers({
      [`DELETE ${folder}/kill`]: { status: 202 },
      [`POST ${folder}/pause`]: { status: 200 },
      [`POST ${folder}/change-status`]: { json: execution },
      [`POST ${folder}/labels`]: { json: execution },
      'DELETE /main/executions/e1': { status: 204 },
    });
    const client = executions(version);
    await client.kill('e1', false);
    await client.pause('e1');
    expect(await client.changeStatus('e1', 'SUCCESS')).toEqual(execution);
    expect(await client.setLabels('e1', [{ key: 'k', value: 'v' }])).toEqual(execution);
    await client.delete('e1');
    expect(kestra.asked.map(({ line, body }) => `${line} ${body}`.trim())).toEqual([
      `DELETE ${folder}/kill?isOnKillCascade=false`,
      `POST ${folder}/pause`,
      `POST ${folder}/change-status?status=SUCCESS`,
      `POST ${folder}/labels [{"key":"k","value":"v"}]`,
      'DELETE /main/executions/e1',
    ]);
  });

  it('a new execution is a form', async () => {
    const declared = [
      { id: 'text', type: 'STRING' },
      { id: 'n', type: 'INT' },
      { id: 'list', type: 'ARRAY' },
      { id: 'none', type: 'STRING' },
    ];
    kestra.answers({
      'GET /main/flows/a/b': { json: { id: 'b', namespace: 'a', inputs: declared } },
      'POST /main/executions/a/b': { json: execution },
    });
    const created = await executions(version).create('a', 'b', {
      inputs: { text: 'x y', n: 3, list: [1, null], none: null },
      labels: [
        { key: 'team', value: 'data' },
        { key: 'url', value: 'a:b' },
      ],
      revision: 2,
      scheduleDate: '2026-01-01T00:00:00+01:00',
    });
    expect(created).toEqual(execution);
    const [look, asked] = kestra.asked;
    expect(look?.line).toBe('GET /main/flows/a/b?revision=2');
    expect(asked?.line).toBe(
      'POST /main/executions/a/b?revision=2&scheduleDate=2026-01-01T00:00:00+01:00&labels=team:data&labels=url:a:b',
    );
    expect(asked?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(asked && (await formOf(asked))).toEqual({ text: 'x y', n: '3', list: '[1,null]' });
  });
});

describe('a new execution', () => {
  it('without inputs has no body', async () => {
    kestra.answers({ 'POST /main/executions/a/b': { json: execution } });
    await executions().create('a', 'b', {});
    expect(kestra.asked).toMatchObject([{ line: 'POST /main/executions/a/b', body: '' }]);
    expect(kestra.asked[0]?.headers).not.toHaveProperty('content-type');
  });

  it('of a flow named like an action is refused before 2.0', async () => {
    await expect(executions('1.3').create('a', 'kill', {})).rejects.toThrow(
      new InputError('A flow named "kill" cannot be run: Kestra reads this name as an action.'),
    );
    kestra.answers({ 'POST /main/executions/a/kill': { json: execution } });
    expect(await executions('2.0').create('a', 'kill', {})).toEqual(execution);
    expect(kestra.lines).toEqual(['POST /main/executions/a/kill']);
  });

  it('fails with what Kestra says', async () => {
    kestra.answers({
      'POST /main/executions/a/b': [recorded('execute disabled flow'), recorded('execute flow, bad input')],
    });
    const disabled = executions().create('a', 'b', {});
    await expect(disabled).rejects.toBeInstanceOf(ConflictError);
    await expect(disabled).rejects.toMatchObject({
      hint: 'If the flow is disabled, enable it first with manage_flow, action enable.',
    });
    await expect(executions().create('a', 'b', {})).rejects.toBeInstanceOf(InvalidError);
  });
});

describe('the outputs of an execution', () => {
  it('come with it on 1.x', async () => {
    kestra.answers({ 'GET /main/executions/e1': recorded('get execution') });
    expect(await executions('1.3').get('e1')).toEqual(recordedJson('get execution'));
    expect(kestra.lines).toEqual(['GET /main/executions/e1']);
  });

  const runs = [
    { id: 'r1', taskId: 't1', state: { current: 'SUCCESS' } },
    { id: 'r2', taskId: 't2', state: { current: 'SUCCESS' } },
  ];

  it('are put back in their place on 2.0, in as few requests as can be', async () => {
    kestra.answers({
      'GET /main/executions/e1': { json: { ...execution, taskRunList: runs } },
      'GET /main/outputs/executions/e1': { json: { total: 7 } },
      'GET /main/outputs/tasks/e1': { json: [{ taskId: 't2', taskRunId: 'r2' }] },
      'GET /main/outputs/tasks/e1/r2': { json: { value: null } },
    });
    expect(await executions('2.0').get('e1')).toEqual({
      ...execution,
      outputs: { total: 7 },
      taskRunList: [runs[0], { ...runs[1], outputs: { value: null } }],
    });
    expect(kestra.lines).toHaveLength(4);
  });

  it.each([403, 404])('may be missing with a %i', async (status) => {
    kestra.answers({
      'GET /main/executions/e1': { json: { ...execution, taskRunList: runs } },
      'GET /main/outputs/executions/e1': { status },
      'GET /main/outputs/tasks/e1': { status },
    });
    expect(await executions('2.0').get('e1')).toEqual({ ...execution, taskRunList: runs });
  });

  it('are no secret failure otherwise', async () => {
    kestra.answers({
      'GET /main/executions/e1': { json: execution },
      'GET /main/outputs/executions/e1': { status: 500 },
      'GET /main/outputs/tasks/e1': { json: [] },
    });
    await expect(executions('2.0').get('e1')).rejects.toMatchObject({ status: 500 });
  });

  it('are not asked for by a mere look', async () => {
    kestra.answers({ 'GET /main/executions/e1': { json: execution } });
    expect(await executions('2.0').peek('e1')).toEqual(execution);
    expect(kestra.lines).toEqual(['GET /main/executions/e1']);
  });
});
