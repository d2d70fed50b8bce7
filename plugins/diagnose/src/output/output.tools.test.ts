import { describe, expect, it } from '@jest/globals';
import type { Execution } from '@kestra-mcp/core';
import { callPlugin } from '../../../../test/support/host/call-plugin.js';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { type Table, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import plugin from '../index.js';

const kestra = useKestra();
const call = (given: object, version = '1.3') =>
  callPlugin(plugin, kestra, version)('get_execution_output', { execution_id: 'e1', ...given });

const OWN = 'kestra:///company/f/executions/e1';
const run = (id: string, taskId: string, outputs: object, more: object = {}) => ({
  ...{ id, taskId, outputs, state: { current: 'SUCCESS' } },
  ...more,
});
const sealed = { value: 'ciphertext', type: 'io.kestra.datatype:aes_encrypted' };
const rows = Array.from({ length: 3_000 }, (_, id) => ({ id, name: `row ${id}` }));
const execution = {
  ...{ id: 'e1', namespace: 'company', flowId: 'f', state: { current: 'SUCCESS' } },
  inputs: { upload: `${OWN}/inputs/upload/in.csv`, who: 'Ada' },
  outputs: { report: 'x'.repeat(50_000), total: 7, token: sealed, deep: { token: sealed, ok: true }, rows },
  taskRunList: [
    run('r1', 'load', { uri: `${OWN}/tasks/load/r1/out.ion`, size: 2 }),
    run('r2', 'each', { value: 'first' }, { value: 'a' }),
    run('r3', 'each', { value: 'second' }, { value: 'b' }),
    run('r4', 'files', { outputFiles: { 'a.txt': `${OWN}/a.txt`, 'b.txt': `${OWN}/b.txt` } }),
  ],
} satisfies Execution;

/** An execution as this Kestra has it. */
function answers(version: string, more: Table = {}, given: Execution = execution): void {
  const { outputs, taskRunList = [], ...shell } = given;
  const light = taskRunList.map(({ outputs: _, ...each }) => each);
  const one = version === '2.0' ? { ...shell, taskRunList: light } : given;
  kestra.answers({
    'GET /main/executions/e1': { json: one },
    'GET /main/outputs/executions/e1': { json: outputs },
    'GET /main/outputs/tasks/e1': { json: taskRunList.map(({ id, taskId }) => ({ taskRunId: id, taskId })) },
    ...Object.fromEntries(
      taskRunList.map((each) => [`GET /main/outputs/tasks/e1/${each.id}`, { json: each.outputs }]),
    ),
    'GET /main/executions/e1/file/metas': { json: { size: 8 } },
    'GET /main/executions/e1/file': { text: '{id:1}\n{id:2}\n' },
    ...more,
  });
}

describe.each([
  ['1.3', '1.3-oss-authoring'],
  ['2.0', '2.0-oss'],
] as const)('on a real Kestra %s', (version, file) => {
  const isNew = version === '2.0';
  const task = recordedJson<{ uri: string }>('outputs of a file task', '2.0-oss');
  const old = recordedJson<Execution>('execution with a file output', '1.3-oss-authoring');
  const id = isNew ? '15OE3z9JKLqJhpdXzLsgwI' : old.id;
  const oldRun = old.taskRunList?.[0];
  const uri = isNew ? task.uri : String((oldRun?.outputs as { uri?: unknown } | undefined)?.uri);
  const light = {
    ...old,
    id,
    taskRunList: [{ id: '1DWVPeeZv3C6qPpDFcv153', taskId: 'w', state: old.state }],
  };
  const table = (): Table => ({
    [`GET /main/executions/${id}`]: { json: isNew ? light : old },
    [`GET /main/outputs/executions/${id}`]: { json: {} },
    [`GET /main/outputs/tasks/${id}`]: {
      json: [{ taskId: 'w', taskRunId: '1DWVPeeZv3C6qPpDFcv153', inline: true }],
    },
    [`GET /main/outputs/tasks/${id}/1DWVPeeZv3C6qPpDFcv153`]: recorded('outputs of a file task', '2.0-oss'),
    [`GET /main/executions/${id}/file`]: recorded('execution file', file),
    [`GET /main/executions/${id}/file/metas`]: recorded('execution file metas', file),
  });

  it('lists what an execution has left', async () => {
    kestra.answers(table());
    expect(await call({ execution_id: id }, version)).toEqual({
      state: 'SUCCESS',
      outputs: [{ name: 'w.uri', type: 'file', uri, size: 8, unit: 'bytes' }],
      total: 1,
    });
  });

  it.each(['w.uri', 'outputs.w.uri', 'its address'])('reads a file by %s', async (name) => {
    kestra.answers(table());
    const told = await call({ execution_id: id, name: name === 'its address' ? uri : name }, version);
    expect(told).toEqual({
      uri,
      type: 'csv',
      size: 8,
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    });
    if (name === 'its address') expect(kestra.lines).toHaveLength(3);
  });

  it('keeps the file of another execution, which Kestra would serve', async () => {
    kestra.answers({
      ...table(),
      'GET /main/executions/other': { json: { ...old, id: 'other', taskRunList: [], outputs: {} } },
      'GET /main/outputs/executions/other': { json: {} },
      'GET /main/outputs/tasks/other': { json: [] },
      'GET /main/executions/other/file': recorded('execution file, of another execution', file),
    });
    expect((await call({ execution_id: 'other', name: uri }, version)).error).toMatch(
      /is not a file of the execution other.*\nUse a URI exactly as it appears/s,
    );
    expect(kestra.lines.filter((line) => line.includes('/file'))).toEqual([]);
  });

  it('says that there is no such execution', async () => {
    kestra.answers({
      'GET /main/executions/e1': recorded('get execution, unknown', isNew ? file : '1.3-oss'),
    });
    expect((await call({}, version)).error).toMatch(/^Kestra answered 404 to GET \/main\/executions\/e1/);
  });
});

describe.each(['1.3', '2.0'])('outputs on %s', (version) => {
  it('are listed with type and size, of the execution and of its task runs, and no secret', async () => {
    answers(version);
    const told = await call({}, version);
    expect(told.outputs).toEqual([
      { name: 'report', type: 'text', size: 50_000, unit: 'characters' },
      { name: 'total', type: 'number', value: 7 },
      { name: 'token', type: 'encrypted' },
      { name: 'deep', type: 'object', value: { token: '(encrypted)', ok: true } },
      { name: 'rows', type: 'list', size: 3_000, unit: 'items' },
      { name: 'load.uri', type: 'file', uri: `${OWN}/tasks/load/r1/out.ion`, size: 8, unit: 'bytes' },
      { name: 'load.size', type: 'number', value: 2 },
      { name: 'each.value', type: 'text', value: 'first', task_run_id: 'r2', iteration: 'a' },
      { name: 'each.value', type: 'text', value: 'second', task_run_id: 'r3', iteration: 'b' },
      { name: 'files.outputFiles', type: 'object', size: 2, unit: 'members' },
      { name: 'files.outputFiles.a.txt', type: 'file', uri: `${OWN}/a.txt`, size: 8, unit: 'bytes' },
      { name: 'files.outputFiles.b.txt', type: 'file', uri: `${OWN}/b.txt`, size: 8, unit: 'bytes' },
      { name: 'inputs.upload', type: 'file', uri: `${OWN}/inputs/upload/in.csv`, size: 8, unit: 'bytes' },
    ]);
    expect(JSON.stringify(told)).not.toContain('ciphertext');
  });

  it('that are long come in parts', async () => {
    answers(version);
    const first = await call({ name: 'report' }, version);
    expect(first).toMatchObject({ type: 'text', size: 50_000 });
    const [, offset] = /Repeat the call with offset (\d+)\.$/.exec(String(first.next)) ?? [];
    const second = await call({ name: 'report', offset: Number(offset) }, version);
    expect(second.next).toBeUndefined();
    expect(`${first.value}${second.value}`.replaceAll(/ ?⟦[^⟧]*⟧ ?/g, '')).toBe(execution.outputs.report);
  });

  it('have nothing behind their end', async () => {
    answers(version);
    expect((await call({ name: 'report', offset: 50_000 }, version)).error).toContain(
      'Its size in characters is 50000',
    );
    expect((await call({ name: 'rows', offset: 3_000 }, version)).error).toContain(
      'Its size in items is 3000',
    );
  });

  it('are listed of one task run alone', async () => {
    answers(version);
    const { outputs } = await call({ task_run_id: 'r3' }, version);
    expect(outputs).toEqual([{ name: 'each.value', type: 'text', value: 'second' }]);
  });

  it('that are lists come as rows', async () => {
    answers(version);
    const told = await call({ name: 'rows', limit: 50, offset: 100 }, version);
    expect(told).toMatchObject({
      ...{ type: 'list', size: 3_000, next: 'Repeat the call with offset 150 for more (3000 in total).' },
      rows: rows.slice(100, 150),
    });
    expect(await call({ name: 'rows.5.name' }, version)).toMatchObject({ value: 'row 5' });
  });

  it('of a task are asked for alone, and those of a task run by its id', async () => {
    answers(version);
    expect(await call({ name: 'load.size' }, version)).toMatchObject({ value: 2 });
    if (version === '2.0') {
      expect(kestra.lines).toEqual([
        'GET /main/executions/e1',
        'GET /main/outputs/executions/e1',
        'GET /main/outputs/tasks/e1',
        'GET /main/outputs/tasks/e1/r1',
      ]);
    }
    for (const name of ['value', 'each.value', 'outputs.value'])
      expect(await call({ name, task_run_id: 'r3' }, version)).toMatchObject({ value: 'second' });
    expect((await call({ name: 'each.value' }, version)).error).toBe(
      '2 task runs have an output "each.value".\nChoose one with task_run_id: r2 (a), r3 (b).',
    );
    expect((await call({ name: 'value', task_run_id: 'r9' }, version)).error).toContain(
      'has no task run "r9"',
    );
  });

  it('that are files are read, as deep as they stand', async () => {
    answers(version);
    expect(await call({ name: 'load.uri', limit: 1 }, version)).toMatchObject({
      type: 'ion',
      rows: [{ id: 1 }],
    });
    expect(await call({ name: 'files.outputFiles.a.txt' }, version)).toMatchObject({ type: 'text' });
    expect(await call({ name: 'inputs.upload' }, version)).toMatchObject({ type: 'csv' });
  });

  it('that Kestra keeps encrypted stay so', async () => {
    answers(version);
    expect(await call({ name: 'token' }, version)).toEqual({
      ...{ name: 'token', type: 'encrypted', value: '(encrypted)' },
    });
    expect(await call({ name: 'deep' }, version)).toMatchObject({
      value: { token: '(encrypted)', ok: true },
    });
  });

  it('that are not there are an error with those that are', async () => {
    answers(version);
    expect((await call({ name: 'repot' }, version)).error).toMatch(
      /^The execution e1 has no output "repot"\.\nIts outputs are: report, total, token, deep, rows/,
    );
    expect((await call({ name: 'kestra:///'.repeat(401) }, version)).error).toMatch(
      /^The argument "name" is not valid: must have at most 4000 characters/,
    );
    answers(version, {}, { ...execution, inputs: {}, outputs: {}, taskRunList: [] });
    expect(await call({}, version)).toMatchObject({
      outputs: [],
      note: 'The execution has no outputs and no files.',
    });
  });

  it.each(['nsfile:///a.txt', 'file:///etc/passwd', `${OWN}/../e2/a.txt`, `${OWN}/%2e%2e/e2/a.txt`])(
    'never lead to %s',
    async (name) => {
      answers(version, {}, { ...execution, outputs: { name } });
      expect((await call({ name }, version)).error).toContain('is not a file of the execution e1');
      expect(kestra.lines).toEqual(['GET /main/executions/e1']);
    },
  );

  it('with a file that is gone, or not for everybody, are listed all the same', async () => {
    for (const status of [404, 403]) {
      answers(version, {
        'GET /main/executions/e1/file/metas': { status },
        'GET /main/executions/e1/file': { status },
      });
      const { outputs } = (await call({}, version)) as { outputs: { name: string; size?: number }[] };
      expect(outputs.find(({ name }) => name === 'load.uri')?.size).toBeUndefined();
      expect((await call({ name: 'load.uri' }, version)).error).toContain(`Kestra answered ${status} to GET`);
    }
  });
});

describe('the iterations of a loop', () => {
  const loop = recordedJson<object>('loop: outputs of the loop task', '2.0-oss');
  const looping = { ...execution, outputs: {}, inputs: {}, taskRunList: [run('r1', 'loop', loop)] };

  it('are executions of their own on 2.0, whose ids are told', async () => {
    const found = recordedJson<{ results: Execution[] }>('search executions, loop iterations', '2.0-oss');
    const id = String(found.results[0]?.parentId);
    const given = { ...looping.taskRunList[0], id: '36giRhBfBLK1WZSHLlyl7E', outputs: undefined };
    kestra.answers({
      'GET /main/executions/search': recorded('search executions, loop iterations', '2.0-oss'),
      [`GET /main/executions/${id}`]: { json: { ...looping, id, taskRunList: [given] } },
      [`GET /main/outputs/executions/${id}`]: { json: {} },
      [`GET /main/outputs/tasks/${id}`]: recorded('loop: task outputs', '2.0-oss'),
      [`GET /main/outputs/tasks/${id}/${given.id}`]: { json: loop },
    });
    const told = await call({ execution_id: id }, '2.0');
    expect(told.iterations).toEqual(
      found.results.map((row) => ({
        execution_id: row.id,
        task_id: 'loop',
        index: expect.any(Number),
        value: expect.anything(),
        state: 'SUCCESS',
      })),
    );
    expect(told.next).toBe(
      'To see the outputs of an iteration, call get_execution_output with its execution_id.',
    );
  });
});
