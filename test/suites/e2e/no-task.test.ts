import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opening, request } from '../../support/host/messages.js';
import { RawHost } from '../../support/host/raw.js';
import { TaskHost } from '../../support/host/task-host.js';

describe('a task that there is none of', () => {
  let host: TaskHost;
  beforeAll(() => {
    host = new TaskHost({ args: ['--sandbox'] });
  });
  afterAll(() => host.ended());

  it.each(['tasks/get', 'tasks/update', 'tasks/cancel'])('%s says so', async (method) => {
    const ask = async (params: object, takes = true) => (await host.ask(method, params, takes)).error;
    const made = Buffer.from(JSON.stringify(['execute_flow', 1, { execution_id: 'a' }])).toString(
      'base64url',
    );
    const none = { code: -32602, message: expect.stringMatching(/^This task does not exist[^.]*\.$/) };
    for (const taskId of ['none', '', 'a.b.c', `${made}.${'A'.repeat(22)}`, 'x'.repeat(9_000)])
      expect(await ask({ taskId })).toMatchObject(none);
    for (const params of [{}, { taskId: 7 }])
      expect(await ask(params)).toMatchObject({ code: -32602, message: `${method} needs "taskId".` });
    expect(await ask({ taskId: 'none' }, false)).toMatchObject({ code: -32021 });
  });

  it.each(['tasks/list', 'tasks/result'])('%s is not known', async (method) => {
    expect((await host.ask(method, { taskId: 'none' })).error).toMatchObject({ code: -32601 });
  });

  it('is not spoken of to clients of 2025', async () => {
    const raw = new RawHost({ args: ['--sandbox'] });
    raw.send(...opening('2025-11-25'), request(1, 'tasks/get', { taskId: 'none' }));
    expect((await raw.answer(1)).error).toMatchObject({ code: -32601 });
    const { extensions = {} } = (await raw.answer(0)).result.capabilities;
    expect(Object.keys(extensions)).not.toContain('io.modelcontextprotocol/tasks');
    raw.endInput();
    await raw.finished;
  });
});
