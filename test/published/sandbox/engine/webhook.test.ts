import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObject } from '../json.js';
import { labFlow, Probe } from '../testing/probe.js';

const CORE = 'io.kestra.plugin.core';
const HOOK = labFlow(
  'hook',
  `inputs:
  - {id: who, type: STRING, required: false}
triggers:
  - id: door
    type: ${CORE}.trigger.Webhook
    key: open-sesame
    inputs: {who: "{{ trigger.body.who }}"}
tasks:
  - {id: say, type: ${CORE}.log.Log, message: "{{ inputs.who }}"}
`,
);

describe.each(['oss-1.3', 'oss-2.0'] as const)('a webhook of %s', (mode) => {
  const auth = { username: 'u@example.com', password: 'p' };
  const basic = `Basic ${Buffer.from('u@example.com:p').toString('base64')}`;
  let probe: Probe;

  beforeAll(async () => {
    probe = await Probe.start({ mode, auth });
    await probe.send('POST', '/flows', { yaml: HOOK, headers: { authorization: basic } });
  });
  afterAll(() => probe.close());

  const call = (path: string, method = 'POST', headers: Record<string, string> = {}) =>
    probe.send(method, `/executions/webhook/lab/${path}`, {
      ...(method === 'GET' ? {} : { json: { who: 'Ada' } }),
      headers,
    });

  test('starts its flow without credentials', async () => {
    const { status, body } = await call('hook/open-sesame?a=1&a=2');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      trigger: { id: 'door', variables: { body: { who: 'Ada' }, parameters: { a: ['1', '2'] } } },
      labels: [{ key: 'system.from', value: 'trigger' }, { key: 'system.correlationId' }],
      state: { current: 'CREATED' },
    });
    const id = isObject(body) ? body.id : undefined;
    const read = await probe.send('GET', `/executions/${id}`, { headers: { authorization: basic } });
    expect(read.body).toMatchObject({ inputs: { who: 'Ada' } });
  });

  test("keeps its caller's headers, credentials too", async () => {
    const headers = { authorization: 'Bearer secret-token', 'x-api-key': 'k' };
    const { body } = await call('hook/open-sesame', 'PUT', headers);
    expect(body).toMatchObject({
      trigger: { variables: { headers: { Authorization: ['Bearer secret-token'], 'X-Api-Key': ['k'] } } },
    });
  });

  test('says which of flow and key it does not know', async () => {
    const [wrong, none] = [await call('hook/close'), await call('none/open-sesame', 'GET')];
    expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([
      404,
      expect.stringContaining('Webhook not found'),
    ]);
    expect([none.status, JSON.stringify(none.body)]).toEqual([
      404,
      expect.stringContaining('Flow not found'),
    ]);
  });
});
