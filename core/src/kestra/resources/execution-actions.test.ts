import { describe, expect, it } from '@jest/globals';
import { recorded, recordedJson } from '../../../../test/support/kestra/recordings.js';
import { formOf, useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { describeError } from '../../foundation/errors.js';
import { KestraClient } from '../client.js';
import { ConflictError, InvalidError, KestraError } from '../wire/errors.js';

const VERSIONS = ['0.23', '0.24', '1.0', '1.3', '2.0'] as const;
const kestra = useKestra();
const executions = (version: string = '1.3') => new KestraClient(kestra.settings(version)).executions;
const execution = { id: 'e1', namespace: 'a', flowId: 'b', state: { current: 'RESTARTED' } };
/** Waits at a pause in the second revision of its flow. The pause has inputs of many types. */
const PAUSED = {
  'GET /main/executions/e1': { json: { ...execution, flowRevision: 2, state: { current: 'PAUSED' } } },
  'GET /main/flows/a/b': {
    json: {
      ...{ id: 'b', namespace: 'a' },
      tasks: [
        {
          id: 'ask',
          type: 'io.kestra.plugin.core.flow.Pause',
          onResume: [
            { id: 'approved', type: 'BOOL' },
            { id: 'why', type: 'STRING' },
            { id: 'reason', type: 'STRING' },
            { id: 'list', type: 'ARRAY' },
            { id: 'none', type: 'STRING' },
          ],
        },
      ],
    },
  },
};
const LOOK = ['GET /main/executions/e1', 'GET /main/flows/a/b?revision=2'];

describe.each(VERSIONS)('on %s', (version) => {
  const folder = version === '2.0' ? '/main/executions/e1/actions' : '/main/executions/e1';

  it('an action has its path, and answers with the execution', async () => {
    const answer = { json: execution };
    kestra.answers({
      [`POST ${folder}/restart`]: answer,
      [`POST ${folder}/replay`]: answer,
      [`POST ${folder}/force-run`]: answer,
      [`POST ${folder}/state`]: answer,
    });
    const client = executions(version);
    expect(await client.restart('e1')).toEqual(execution);
    expect(await client.restart('e1', 3)).toEqual(execution);
    expect(await client.replay('e1')).toEqual(execution);
    expect(await client.replay('e1', 4)).toEqual(execution);
    expect(await client.forceRun('e1')).toEqual(execution);
    expect(await client.changeTaskRunState('e1', 'r1', 'WARNING')).toEqual(execution);
    expect(kestra.asked.map(({ line, body }) => `${line} ${body}`.trim())).toEqual([
      `POST ${folder}/restart`,
      `POST ${folder}/restart?revision=3`,
      `POST ${folder}/replay`,
      `POST ${folder}/replay?revision=4`,
      `POST ${folder}/force-run`,
      `POST ${folder}/state {"taskRunId":"r1","state":"WARNING"}`,
    ]);
  });

  it('a resume is a form, or has no body', async () => {
    // 1.x answers 204, 2.0 with the execution.
    const answer = version === '2.0' ? { json: execution } : { status: 204 };
    kestra.answers({ ...PAUSED, [`POST ${folder}/resume`]: answer });
    await executions(version).resume('e1', { approved: true, why: 'a "b"', list: [null], none: null });
    await executions(version).resume('e1', {});
    const [inputs, empty] = kestra.asked.slice(2);
    expect(kestra.lines).toEqual([...LOOK, `POST ${folder}/resume`, `POST ${folder}/resume`]);
    expect(inputs && (await formOf(inputs))).toEqual({ approved: 'true', why: 'a "b"', list: '[null]' });
    expect(empty?.body).toBe('');
    expect(empty?.headers).not.toHaveProperty('content-type');
  });

  it('of several the answer is how many, and on 2.0 by what operation', async () => {
    const answer =
      version === '2.0'
        ? { status: 202, json: { operationId: 'o1', totalItems: 2 } }
        : { status: 200, json: { count: 2 } };
    kestra.answers({
      'POST /main/executions/resume/by-ids': answer,
      'POST /main/executions/replay/by-ids': answer,
    });
    const expected = version === '2.0' ? { count: 2, operationId: 'o1' } : { count: 2 };
    const client = executions(version);
    expect(await client.resumeAll(['e1', 'e2'])).toEqual(expected);
    expect(await client.replayAll(['e1', 'e2'], false)).toEqual(expected);
    expect(await client.replayAll(['e1', 'e2'], true)).toEqual(expected);
    expect(kestra.asked.map(({ line, body }) => `${line} ${body}`)).toEqual([
      'POST /main/executions/resume/by-ids ["e1","e2"]',
      'POST /main/executions/replay/by-ids ["e1","e2"]',
      'POST /main/executions/replay/by-ids?latestRevision=true ["e1","e2"]',
    ]);
  });
});

describe('what a real Kestra 1.3 answers', () => {
  it('is given as it is', async () => {
    kestra.answers({
      ...PAUSED,
      'POST /main/executions/e1/restart': recorded('restart failed execution'),
      'POST /main/executions/e1/resume': recorded('resume with inputs'),
      'POST /main/executions/resume/by-ids': recorded('resume by ids'),
    });
    expect(await executions().restart('e1')).toEqual(recordedJson('restart failed execution'));
    expect(await executions().resume('e1', { reason: 'ok' })).toBeUndefined();
    expect(await executions().resumeAll(['e1'])).toEqual({ count: 1 });
  });

  it('is an error by its status', async () => {
    kestra.answers({
      'POST /main/executions/e1/restart': recorded('restart a successful execution'),
      'POST /main/executions/e1/resume': recorded('resume not paused'),
      'POST /main/executions/e1/force-run': recorded('force-run finished execution'),
      'POST /main/executions/e1/state': recorded('change taskrun state, unknown taskrun'),
    });
    await expect(executions().restart('e1')).rejects.toBeInstanceOf(InvalidError);
    await expect(executions().resume('e1', {})).rejects.toBeInstanceOf(ConflictError);
    await expect(executions().forceRun('e1')).rejects.toThrow('Only non terminated executions');
    await expect(executions().changeTaskRunState('e1', 'r', 'SUCCESS')).rejects.toThrow('No task found');
  });

  it.each(['1.3', '2.0'])('says on %s what can be paused', async (version) => {
    const path = version === '2.0' ? 'actions/pause' : 'pause';
    kestra.answers({
      [`POST /main/executions/e1/${path}`]: recorded(
        'pause finished execution',
        `${version}-oss` as '1.3-oss',
      ),
    });
    await expect(executions(version).pause('e1')).rejects.toMatchObject({
      message: expect.stringContaining('execution is not running'),
      hint: 'Only a running execution can be paused.',
    });
  });

  it('names each execution that a bulk action was refused for', async () => {
    kestra.answers({ 'POST /main/executions/replay/by-ids': recorded('replay by ids, unknown') });
    const error = await executions()
      .replayAll(['0000000000000000000000'], false)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KestraError);
    expect(describeError(error)).toBe(
      'Kestra answered 400 to POST /main/executions/replay/by-ids: invalid bulk replay\n' +
        '- 0000000000000000000000: execution not found\n' +
        'Nothing was done. Kestra accepts none of these items. Read the reason for each, and choose others.',
    );
  });
});
