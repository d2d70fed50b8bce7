import { describe, expect, it } from '@jest/globals';
import { recordedJson } from '../../../../test/support/kestra/recordings.js';
import { useKestra } from '../../../../test/support/kestra/use-kestra.js';
import { KestraClient } from '../client.js';
import type { Execution } from '../types.js';
import { withoutCredentials } from './caller-headers.js';

const SECRET = 'Basic YWRtaW46aHVudGVyMg==';
const webhook = (headers: unknown, rest: object = {}) => ({
  ...{ id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'SUCCESS' } },
  trigger: { id: 'w', type: 'io.kestra.plugin.core.trigger.Webhook', variables: { headers, ...rest } },
});
/** The headers of a webhook as a result shows them. */
function shown(headers: unknown): unknown {
  const { trigger } = withoutCredentials<Execution>(webhook(headers)) as ReturnType<typeof webhook>;
  return trigger.variables.headers;
}

describe('headers of a webhook', () => {
  it.each([
    'Authorization',
    'AUTHORIZATION',
    'proxy-authorization',
    'Cookie',
    'Set-Cookie',
    'X-Api-Key',
    'x_api_key',
    'ApiKey',
    'X-Auth-Token',
    'X-Gitlab-Token',
    'X-Amz-Security-Token',
    'Ocp-Apim-Subscription-Key',
    'X-Client-Secret',
    'X-Hub-Signature-256',
    'X-Session-Id',
    'Cf-Access-Jwt-Assertion',
  ])('%s is masked', (name) => {
    expect(shown({ [name]: [SECRET, SECRET], Host: ['a'] })).toEqual({ [name]: ['***', '***'], Host: ['a'] });
  });

  it.each([
    'Host',
    'User-Agent',
    'X-GitHub-Event',
    'Idempotency-Key',
    'X-Request-Id',
    'Content-Type',
    'Author',
  ])('%s is shown', (name) => {
    expect(shown({ [name]: ['v'] })).toEqual({ [name]: ['v'] });
  });

  it.each<[unknown, unknown]>([
    [{ authorization: SECRET }, { authorization: '***' }],
    [
      { cookie: [], 'x-api-key': [null, ''] },
      { cookie: [], 'x-api-key': [null, ''] },
    ],
    [
      { 'x-token': { a: SECRET }, cookie: 7 },
      { 'x-token': '***', cookie: '***' },
    ],
    [[{ name: 'Cookie', value: SECRET }], [{ name: 'Cookie', value: '***' }]],
    [
      [{ key: 'Accept', value: 'x' }, { Cookie: SECRET }],
      [{ key: 'Accept', value: 'x' }, { Cookie: '***' }],
    ],
    [
      JSON.parse('{"__proto__": ["a"], "cookie": ["b"]}'),
      JSON.parse('{"__proto__": ["a"], "cookie": ["***"]}'),
    ],
    [
      [
        ['Authorization', SECRET],
        ['Accept', 'x'],
        ['Cookie', ['a', 'b']],
      ],
      [
        ['Authorization', '***'],
        ['Accept', 'x'],
        ['Cookie', ['***', '***']],
      ],
    ],
    [
      [`Authorization: ${SECRET}`, 'Accept: x', 'x-api-key:abc'],
      ['Authorization: ***', 'Accept: x', 'x-api-key: ***'],
    ],
    [`Host: a\r\nCookie: sid=1; b\nAccept: x`, 'Host: a\r\nCookie: ***\nAccept: x'],
    [null, null],
    ['Authorization', 'Authorization'],
  ])('%j become %j', (headers, masked) => {
    expect(shown(headers)).toEqual(masked);
  });
});

it('carried on by the trigger of a child are masked too; what users put in is not', () => {
  const content = { headers: { Authorization: [SECRET] } };
  const variables = {
    ...{ executionId: 'e0', body: content, outputs: content, parameters: content },
    trigger: { variables: { Headers: { authorization: [SECRET] } } },
  };
  const execution = {
    ...{ id: 'e1', namespace: 'a', flowId: 'f', state: { current: 'SUCCESS' } },
    ...{ inputs: content, outputs: content, variables: content, labels: [] },
    taskRunList: [{ id: 'r', taskId: 't', state: { current: 'SUCCESS' }, outputs: content }],
  };
  const trigger = { id: 'after', variables };
  expect(withoutCredentials<Execution>({ ...execution, trigger })).toEqual({
    ...execution,
    trigger: {
      ...trigger,
      variables: { ...variables, trigger: { variables: { Headers: { authorization: ['***'] } } } },
    },
  });
});

it.each(['requestHeaders', 'request_headers', 'HEADERS'])('are headers under the name %s, too', (name) => {
  const trigger = { id: 'w', variables: { [name]: { Cookie: [SECRET] } } };
  const execution = { id: 'e1', trigger } as unknown as Execution;
  expect(JSON.stringify(withoutCredentials(execution))).not.toContain(SECRET);
});

it('of a run far above an iteration are masked too', () => {
  let nested: object = webhook({ Authorization: [SECRET] });
  for (let depth = 0; depth < 50; depth++)
    nested = { ...webhook({}), loopRun: { index: depth, parent: nested } };
  const text = JSON.stringify(withoutCredentials(nested as Execution));
  expect(text).toContain('"Authorization":["***"]');
  expect(text).not.toContain(SECRET);
});

it.each([undefined, null, '', [], 3, { id: 'e' }, { id: 'e', trigger: null, loopRun: 'x' }])(
  '%j is left as it is',
  (odd) => {
    expect(withoutCredentials(odd as unknown as Execution)).toEqual(odd);
  },
);

const kestra = useKestra();

describe.each(['1.3', '2.0'] as const)('on %s', (version) => {
  const file = version === '2.0' ? '2.0-oss' : '1.3-oss-authoring';
  const real = recordedJson<Execution & { trigger: { variables: { headers: object } } }>(
    "execution of a webhook: it holds the caller's Authorization header",
    file,
  );
  const secret = { ...real.trigger.variables.headers, Authorization: [SECRET], cookie: ['sid=1'] };
  const trigger = { ...real.trigger, variables: { ...real.trigger.variables, headers: secret } };
  const loopRun = {
    index: 0,
    parent: { ...real, trigger },
    parents: [{ index: 1, parent: null }, { trigger }],
  };
  const given = { ...real, id: 'e1', namespace: 'a', flowId: 'f', trigger, loopRun };
  const action = version === '2.0' ? 'POST /main/executions/e1/actions' : 'POST /main/executions/e1';
  const page = { results: [given, { ...given, loopRun: null }], total: 2 };

  it.each<[string, string, (client: KestraClient) => Promise<unknown>]>([
    ['get', 'GET /main/executions/e1', ({ executions }) => executions.get('e1')],
    ['peek', 'GET /main/executions/e1', ({ executions }) => executions.peek('e1')],
    ['create', 'POST /main/executions/a/f', ({ executions }) => executions.create('a', 'f', {})],
    ['restart', `${action}/restart`, ({ executions }) => executions.restart('e1')],
    ['replay', `${action}/replay`, ({ executions }) => executions.replay('e1')],
    ['forceRun', `${action}/force-run`, ({ executions }) => executions.forceRun('e1')],
    ['setLabels', `${action}/labels`, ({ executions }) => executions.setLabels('e1', [])],
    ['changeStatus', `${action}/change-status`, ({ executions }) => executions.changeStatus('e1', 'FAILED')],
    [
      'changeTaskRunState',
      `${action}/state`,
      ({ executions }) => executions.changeTaskRunState('e1', 'r', 'FAILED'),
    ],
    ['latest', 'GET /main/executions/search', ({ executions }) => executions.latest('a', 'f')],
    ['search', 'GET /main/executions/search', ({ executions }) => executions.search({ page: 1, size: 2 })],
  ])('%s shows no credential of a caller, and all else', async (_, route, call) => {
    kestra.answers({
      'GET /main/outputs/executions/e1': { status: 404 },
      'GET /main/outputs/tasks/e1': { status: 404 },
      [route]: { json: route.endsWith('search') ? page : given },
    });
    const text = JSON.stringify(await call(new KestraClient(kestra.settings(version))));
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('sid=1');
    expect(text).toContain('"Authorization":["***"]');
    expect(text).toContain('Python-urllib/3.11');
    expect(text).toContain('"body":{"a":');
  });
});
