import { describe, expect, it } from '@jest/globals';
import { recordedJson } from '../../../../test/support/kestra/recordings.js';
import type { Execution } from '../types.js';
import { holderOf, namesPlace, ownsFile } from './own-files.js';

const execution = {
  ...{ id: 'e1', namespace: 'company.team', flowId: 'My.Flow', state: { current: 'SUCCESS' } },
  inputs: { file: 'kestra:///company/other/up/executions/e9/in.csv', any: ['x'] },
  outputs: { deep: { list: [{ uri: 'kestra:///company/sub/executions/e2/tasks/t/r/out.ion' }] } },
  trigger: { variables: { uri: 'kestra:///company/team/my-flow/trigger/poll/e1/a.txt' } },
  taskRunList: [
    {
      ...{ id: 'r1', taskId: 't', state: { current: 'SUCCESS' } },
      outputs: { text: 'see kestra:///company/team/else/executions/e3/b.txt' },
    },
  ],
} satisfies Execution;
const OWN = 'kestra:///company/team/my-flow/executions/e1';

describe('the files of an execution', () => {
  it.each([
    `${OWN}/tasks/t/r1/a.csv`,
    'kestra:///company/team/My.Flow/executions/e1/inputs/file/a%20b.txt',
    'kestra:///company/team/myflow/executions/e1/ümläut.txt',
    execution.inputs.file,
    execution.outputs.deep.list[0]?.uri ?? '',
    execution.trigger.variables.uri,
  ])('%s is one of them', (uri) => {
    expect(ownsFile(execution, uri)).toBe(true);
  });

  it.each([
    ['another one’s', 'kestra:///company/team/my-flow/executions/e2/a.csv'],
    ['one whose id begins like this one', `${OWN}0/a.csv`],
    ['one of another namespace', 'kestra:///company/my-flow/executions/e1/a.csv'],
    ['one of another flow', 'kestra:///company/team/other/executions/e1/a.csv'],
    ['a file of the namespace', 'kestra:///company/team/_files/executions/e1/a.csv'],
    ['one whose path has this one in it', 'kestra:///x/company/team/my-flow/executions/e1/a.csv'],
    ['one that only a text speaks of', 'kestra:///company/team/else/executions/e3/b.txt'],
    ['the folder', OWN],
    ['the folder with a slash', `${OWN}/`],
  ])('%s is not', (_, uri) => {
    expect(ownsFile(execution, uri)).toBe(false);
  });

  it.each([
    `${OWN}/../e2/a.csv`,
    `${OWN}/./a.csv`,
    `${OWN}//a.csv`,
    `${OWN}/%2e%2e/e2/a.csv`,
    `${OWN}/.%2E/e2/a.csv`,
    `${OWN}/%252e%252e/e2/a.csv`,
    `${OWN}/..%2fe2/a.csv`,
    `${OWN}/a%2f..%2f..%2fe2%2fa.csv`,
    `${OWN}/..\\e2\\a.csv`,
    `${OWN}/%5c..%5ca.csv`,
    `${OWN}/a%00.csv`,
    `${OWN}/a%zz.csv`,
    `${OWN}/a.csv?x=1`,
    `${OWN}/a.csv#x`,
    `${OWN}/a b.csv`,
    `${OWN}/a.csv\n`,
    OWN.replace('kestra:///', 'kestra://host/'),
    OWN.replace('kestra:///', 'kestra:////'),
    'file:///etc/passwd',
    'nsfile:///a.txt',
    'http://localhost/a',
    'kestra:///',
    '',
  ])('%j is the address of nothing', (uri) => {
    expect(namesPlace(uri)).toBe(false);
    // Not even if someone has put it into an output.
    expect(ownsFile({ ...execution, outputs: { uri } }, uri)).toBe(false);
  });

  it.each([
    [`${OWN}/tasks/t/r1/a.csv`, 'e1'],
    [execution.inputs.file, 'e9'],
    [execution.outputs.deep.list[0]?.uri ?? '', 'e2'],
    [execution.trigger.variables.uri, 'e1'],
  ])('%s lies with the execution %s', (uri, id) => {
    expect(holderOf(execution, uri)).toBe(id);
  });

  it('what a real Kestra calls them is known', () => {
    const real = recordedJson<Execution>('execution with a file output', '1.3-oss-authoring');
    const uri = (real.taskRunList?.[0]?.outputs as { uri?: string } | undefined)?.uri ?? '';
    expect(ownsFile({ ...real, taskRunList: [] }, uri)).toBe(true);
    expect(ownsFile({ ...real, id: '7OfZdOUexK1gQ8wB9TEpUW', taskRunList: [] }, uri)).toBe(false);
  });
});
