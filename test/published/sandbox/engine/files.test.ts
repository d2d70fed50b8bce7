import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isObject } from '../json.js';
import { labFlow, Probe, stateOf, taskOutputs, taskRuns } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const READER = labFlow(
  'reader',
  `inputs:
  - {id: doc, type: FILE}
tasks:
  - {id: read, type: ${CORE}.debug.Return, format: "{{ read(inputs.doc) }}"}
  - {id: keep, type: ${CORE}.storage.Write, content: "{{ outputs.read.value }}", extension: .txt}
`,
);

describe.each(['oss-1.3', 'oss-2.0'] as const)('files of executions in %s', (mode) => {
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode });
  });
  beforeEach(async () => {
    probe.sandbox.reset();
    await probe.flows(READER);
  });
  afterAll(() => probe.close());

  const given = async (content: string, name = 'my doc.csv') => {
    const form = new FormData();
    form.append('doc', new File([content], name));
    const url = `${probe.sandbox.baseUrl}/main/executions/lab/reader?wait=true`;
    const execution: unknown = await (await fetch(url, { method: 'POST', body: form })).json();
    return isObject(execution) ? execution : {};
  };
  const output = async (execution: Awaited<ReturnType<typeof given>>, task: string) => {
    if (mode === 'oss-1.3') return taskOutputs(execution, task);
    const run = taskRuns(execution).find(({ taskId }) => taskId === task);
    return probe.object('GET', `/outputs/tasks/${execution.id}/${run?.id}`);
  };
  const fileOf = (id: unknown, uri: unknown, rest = '') =>
    probe.send('GET', `/executions/${id}/file${rest}?path=${encodeURIComponent(String(uri))}&maxRows=2`);

  test('a file part is kept, and its URI is the input', async () => {
    const execution = await given('a,b\r\n1,2');
    const uri = isObject(execution.inputs) ? execution.inputs.doc : undefined;
    expect(uri).toMatch(/^kestra:\/\/\/lab\/reader\/executions\/\w+\/inputs\/doc\//);
    expect(await output(execution, 'read')).toEqual({ value: 'a,b\r\n1,2' });
    expect(await fileOf(execution.id, uri)).toMatchObject({ status: 200, body: 'a,b\r\n1,2' });
  });

  test('a namespace file may stand for one', async () => {
    const form = new FormData();
    form.append('fileContent', new File(['from the namespace'], 'x'));
    const url = `${probe.sandbox.baseUrl}/main/namespaces/lab/files?path=/in.txt`;
    await fetch(url, { method: 'POST', body: form });
    const execution = await probe.run('reader', { doc: 'nsfile:///in.txt' });
    expect(await output(execution, 'read')).toEqual({ value: 'from the namespace' });
  });

  test('an output file is shown, measured and looked into', async () => {
    const execution = await given('one\ntwo\nthree\n');
    const kept = await output(execution, 'keep');
    const uri = isObject(kept) ? kept.uri : undefined;
    expect(uri).toMatch(/\/tasks\/keep\/\w+\/\d+\.txt$/);
    expect((await fileOf(execution.id, uri)).body).toBe('one\ntwo\nthree\n');
    expect((await fileOf(execution.id, uri, '/metas')).body).toEqual({ size: 14 });
    expect((await fileOf(execution.id, uri, '/preview')).body).toMatchObject({
      extension: 'txt',
      content: 'one\ntwo',
      truncated: true,
    });
  });

  test('any execution opens the file of another, but nothing outside of them', async () => {
    const [one, other] = [await given('x'), await given('y')];
    const uri = isObject(one.inputs) ? one.inputs.doc : undefined;
    expect((await fileOf(other.id, uri)).body).toBe('x');
    for (const path of ['kestra:///none.csv', 'kestra:///a/executions/b/../../c', '/etc/passwd']) {
      expect((await fileOf(one.id, path)).status).toBe(422);
    }
  });

  test('a file that is not there fails the task', async () => {
    await probe.flows(
      labFlow(
        'lost',
        `tasks:\n  - {id: read, type: ${CORE}.debug.Return, format: "{{ read('/no.txt') }}"}\n`,
      ),
    );
    expect(stateOf(await probe.run('lost'))).toBe('FAILED');
  });
});
