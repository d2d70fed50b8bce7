import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../published/sandbox/index.js';
import { failed, type Json, type RunningHost, startHost } from '../../support/host/host.js';
import { fourGroups } from '../../support/plugins/four-groups.js';

const MEGABYTE = 'x'.repeat(1_000_000);

let sandbox: Sandbox;
let host: RunningHost;

beforeAll(async () => {
  sandbox = await startSandbox();
  host = await startHost({ cwd: fourGroups(), env: { KESTRA_BASE_URL: sandbox.baseUrl } });
});

afterEach(async () => {
  // The process survives any input, and none of it reaches Kestra.
  await host.client.ping();
  expect(sandbox.requests.filter(({ path }) => !path.endsWith('/configs'))).toEqual([]);
});

afterAll(() => sandbox.close());

const CASES: [what: string, tool: string, args: Json, says: string[]][] = [
  ['a wrong type', 'search_flows', { query: 'a', size: 'ten' }, ['"size"', 'number', '"ten"']],
  ['a number out of range', 'search_flows', { query: 'a', size: 201 }, ['"size"', '200']],
  ['a fraction', 'search_flows', { query: 'a', page: 1.5 }, ['"page"', '1.5']],
  [
    'text for a boolean',
    'list_flows_with_triggers',
    { enabled_only: 'maybe' },
    ['"enabled_only"', 'boolean'],
  ],
  ['a list for a map', 'execute_flow', { namespace: 'a', flow_id: 'b', inputs: [1] }, ['"inputs"']],
  ['a nested label', 'add_execution_labels', { execution_id: 'a', labels: { b: {} } }, ['labels']],
  ['an unknown argument', 'find_flow', { query: 'a', name_space: 'b' }, ['"name_space"', '"namespace"']],
  ['a missing argument', 'find_flow', {}, ['"query"', 'missing']],
  ['null for a required one', 'find_flow', { query: null }, ['"query"']],
  ['two missing arguments', 'manage_flow', { action: 'delete' }, ['"namespace"', '"flow_id"']],
  [
    'an unknown action',
    'manage_flow',
    { action: 'destroy', namespace: 'a', flow_id: 'b' },
    ['"action"', 'destroy', 'enable', 'delete'],
  ],
  ['a missing action', 'manage_kv_store', { namespace: 'a' }, ['"action"', 'get', 'list']],
  [
    'an unknown status',
    'manage_executions',
    { action: 'change_status', execution_id: 'a', status: 'DONE' },
    ['"status"', 'SUCCESS'],
  ],
  [
    'an action without what it needs',
    'manage_executions',
    { action: 'change_status', execution_id: 'a' },
    ['"change_status"', '"status"'],
  ],
  ['a key that is missing', 'manage_kv_store', { action: 'get', namespace: 'a' }, ['"get"', '"key"']],
  [
    'a value that is missing',
    'manage_kv_store',
    { action: 'set', namespace: 'a', key: 'k' },
    ['"set"', '"value"'],
  ],
  ['an empty id', 'manage_flow', { action: 'delete', namespace: 'a', flow_id: '' }, ['"flow_id"']],
  ['an empty namespace', 'list_flows_in_namespace', { namespace: '' }, ['"namespace"']],
  ['an empty execution id', 'manage_executions', { action: 'delete', execution_id: '' }, ['"execution_id"']],
  [
    'a path in an id',
    'manage_executions',
    { action: 'get', execution_id: '../flows' },
    ['"execution_id"', 'letters'],
  ],
  ['dots alone as an id', 'manage_executions', { action: 'get', execution_id: '..' }, ['"execution_id"']],
  ['a path in a namespace', 'list_flows_in_namespace', { namespace: 'a/../../b' }, ['"namespace"']],
  ['a path in a key', 'manage_kv_store', { action: 'get', namespace: 'a', key: '../../flows' }, ['"key"']],
  [
    'an encoded path',
    'manage_flow',
    { action: 'delete', namespace: 'a', flow_id: '%2e%2e%2fb' },
    ['"flow_id"'],
  ],
  ['a query in an id', 'manage_executions', { action: 'get', execution_id: 'a?b=c' }, ['"execution_id"']],
  [
    '1 MB as an id',
    'manage_executions',
    { action: 'get', execution_id: MEGABYTE },
    ['"execution_id"', '100'],
  ],
  ['1 MB as a namespace', 'list_flows_in_namespace', { namespace: MEGABYTE }, ['"namespace"', '150']],
  [
    '1 MB as an action',
    'manage_flow',
    { action: MEGABYTE, namespace: 'a', flow_id: 'b' },
    ['"action"', 'get_yaml'],
  ],
  ['1 MB as the name of an argument', 'find_flow', { query: 'a', [MEGABYTE]: 1 }, ['no argument']],
  [
    'a date that is none',
    'list_executions',
    { namespace: 'a', start_date: 'yesterday' },
    ['"start_date"', 'a date and time, e.g. 2026-01-31'],
  ],
  [
    'a duration that is none',
    'list_executions',
    { namespace: 'a', time_range: '1 day' },
    ['"time_range"', 'P7D'],
  ],
];

describe('bad input comes back as a result that names the argument', () => {
  it.each(CASES)('%s', async (_, tool, args, says) => {
    const text = await failed(host.client, tool, args);
    for (const part of says) expect(text).toContain(part);
    expect(text.length).toBeLessThan(3_000);
  });
});

describe('an unknown tool', () => {
  it("is the protocol's own error, naming the nearest", async () => {
    await expect(host.client.callTool({ name: 'find_flows', arguments: {} })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringMatching(/"find_flows".*Did you mean "find_flow"/s),
    });
  });

  it('whose name has 1 MB is answered too', async () => {
    const call = host.client.callTool({ name: MEGABYTE, arguments: {} });
    const error = await call.then(
      () => undefined,
      (reason: Error) => reason,
    );
    expect(error).toMatchObject({ code: -32602 });
    expect(error?.message.length).toBeLessThan(500);
  });

  it('that another group has, which is not loaded, is one', async () => {
    await expect(host.client.callTool({ name: 'restart_execution', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    });
  });

  it.each(['constructor', '__proto__', 'toString', ''])('may be named "%s"', async (name) => {
    await expect(host.client.callTool({ name, arguments: {} })).rejects.toMatchObject({ code: -32602 });
  });
});
